package telemetry.vendors.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CookiesTest {
  @Test
  void whatIsSetIsAddedAndWhatIsEmptiedIsGone() {
    Reply reply =
        Conversation.reply(
            Instant.EPOCH,
            200,
            "",
            "Set-Cookie",
            "b=2=; Path=/; HttpOnly",
            "set-cookie",
            "a=; Max-Age=0",
            "SET-COOKIE",
            "=nameless");

    Map<String, String> cookies = Cookies.after(Map.of("a", "1", "c", "3"), reply);

    assertThat(cookies).isEqualTo(Map.of("b", "2=", "c", "3"));
    assertThat(Cookies.header(cookies)).isEqualTo("b=2=; c=3");
  }
}
