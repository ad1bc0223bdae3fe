package telemetry.vendors.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LoginFormTest {
  @Test
  void theFirstFormIsReadWithItsInputs() {
    String page =
        """
        <!-- > --><p title='a > b'>x</p>
        <FORM id=f ACTION="/in?a=1&amp;b=2" method=post>
          <input type=hidden name=t value='&#x41;&#66;&lt;&quot;&amp;lt;'>
          <input name="user"><input type="text" name="nick">
          <input type="password" name="pw" autocomplete="off"/>
          <input type="checkbox" name="stay" value="1">
        </FORM>
        <form action="/other"><input type=hidden name=no></form>
        """;

    assertThat(LoginForm.read(page))
        .contains(
            new LoginForm(
                "/in?a=1&b=2", Map.of("t", "AB<\"&lt;"), Optional.of("user"), Optional.of("pw")));
  }

  @Test
  void aPageWithoutAFormHasNone() {
    assertThat(LoginForm.read("<html><input type=password name=p></html>")).isEmpty();
    assertThat(LoginForm.read("x".repeat((1 << 20) + 1))).isEmpty();
  }

  @Test
  @Timeout(20)
  void aPageThatNeverClosesATagIsReadInTime() {
    assertThat(LoginForm.read("<form " + "a='".repeat(100_000))).isEmpty();
    assertThat(LoginForm.read("<input ".repeat(100_000))).isEmpty();
    assertThat(LoginForm.read("<input a='".repeat(100_000))).isEmpty();
    assertThat(LoginForm.read("<form " + "a".repeat(1_000_000) + ">")).isPresent();
  }
}
