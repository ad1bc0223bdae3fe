package telemetry.control;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;

/** What Kafka answers, waited for. */
public final class KafkaAnswer {
  private KafkaAnswer() {}

  /**
   * Waits for an answer; the client's own timeouts end the wait.
   *
   * @param what what was asked, for the message
   * @throws KafkaException saying what was asked and what came back
   */
  public static <T> T of(String what, Future<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new KafkaException(what + ": " + cause.getMessage(), cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(what + ": interrupted", e);
    }
  }
}
