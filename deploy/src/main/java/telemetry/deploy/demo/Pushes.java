package telemetry.deploy.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** Sends bodies to the gateway as a site does, several under way at a time. */
final class Pushes {
  private static final int UNDER_WAY = 16;
  private static final int OK = 200;
  private static final int UNKNOWN_SITE = 404;
  private static final Duration KNOWN_WITHIN = Duration.ofSeconds(30);
  private static final Duration AGAIN = Duration.ofMillis(100);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final AtomicReference<String> refusal = new AtomicReference<>("");
  private final URI door;

  Pushes(String httpUrl) {
    this.door = URI.create(httpUrl + "/v1/fronius/push");
  }

  /**
   * Sends one again and again until its site is known: the gateway hears of a system a moment after
   * it was declared.
   *
   * @throws DemoException if it is not taken in good time, or is refused for another reason
   */
  void sendFirst(String body) throws InterruptedException {
    long end = System.nanoTime() + KNOWN_WITHIN.toNanos();
    try {
      HttpResponse<String> answer =
          client.send(request(body), HttpResponse.BodyHandlers.ofString());
      while (answer.statusCode() == UNKNOWN_SITE && System.nanoTime() < end) {
        LockSupport.parkNanos(AGAIN.toNanos());
        answer = client.send(request(body), HttpResponse.BodyHandlers.ofString());
      }
      if (answer.statusCode() != OK) {
        throw refused(answer.statusCode() + " " + answer.body());
      }
    } catch (IOException e) {
      throw refused(e.toString());
    }
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(door)
        .timeout(Duration.ofSeconds(20))
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private DemoException refused(String found) {
    return new DemoException("push to " + door + ": wanted 200, found " + found);
  }

  /** Sends one; its answer is asked for by {@link #drain}. */
  void send(String body) throws InterruptedException {
    HttpRequest request = request(body);
    room.acquire();
    // Its outcome is kept below; the future itself says nothing more.
    var unused =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofString())
            .whenComplete(
                (answer, fault) -> {
                  if (fault != null) {
                    refusal.set(fault.toString());
                  } else if (answer.statusCode() != OK) {
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
      throw refused(refused);
    }
  }
}
