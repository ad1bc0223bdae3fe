package telemetry.deploy.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a site does about the answers of the gateway. */
class PushesTest {
  private final Queue<Integer> answers = new ArrayDeque<>();
  private final HttpServer door;
  private final Pushes pushes;

  PushesTest() throws IOException {
    door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext(
        "/v1/fronius/push",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = "said".getBytes(UTF_8);
          exchange.sendResponseHeaders(answers.remove(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    door.start();
    pushes = new Pushes("http://127.0.0.1:" + door.getAddress().getPort());
  }

  @AfterEach
  void stop() {
    door.stop(0);
  }

  @Test
  void theFirstIsSentUntilItsSiteIsKnown() throws InterruptedException {
    answers.addAll(List.of(404, 404, 200));

    pushes.sendFirst("{}");

    assertThat(answers).isEmpty();
  }

  @Test
  void anotherRefusalIsToldAtOnce() {
    answers.addAll(List.of(401, 200));

    assertThatThrownBy(() -> pushes.sendFirst("{}"))
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("wanted 200, found 401 said");
    assertThat(answers).containsExactly(200);
  }

  @Test
  void aLaterRefusalIsToldInTheEnd() throws InterruptedException {
    answers.addAll(List.of(200, 404));
    pushes.send("{}");
    pushes.send("{}");

    assertThatThrownBy(pushes::drain).hasMessageContaining("found 404 said");
  }
}
