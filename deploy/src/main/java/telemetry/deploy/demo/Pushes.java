package telemetry.deploy.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Sends bodies to the gateway as a site does, several under way at a time. */
final class Pushes {
  private static final int UNDER_WAY = 16;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final AtomicReference<String> refusal = new AtomicReference<>("");
  private final URI door;

  Pushes(String httpUrl) {
    this.door = URI.create(httpUrl + "/v1/fronius/push");
  }

  /** Sends one; its answer is asked for by {@link #drain}. */
  void send(String body) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    room.acquire();
    // Its outcome is kept below; the future itself says nothing more.
    var unused =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .whenComplete(
                (answer, fault) -> {
                  if (fault != null) {
                    refusal.set(fault.toString());
                  } else if (answer.statusCode() != 200) {
                    refusal.set(answer.statusCode() + " " + answer.body());
                  }
                  room.release();
                });
  }

  /**
   * Waits for all answers.
   *
   * @throws DemoException if one was not 200, with the last such
   */
  void drain() throws InterruptedException {
    room.acquire(UNDER_WAY);
    room.release(UNDER_WAY);
    String refused = refusal.getAndSet("");
    if (!refused.isEmpty()) {
      throw new DemoException("push to " + door + ": wanted 200, found " + refused);
    }
  }
}
