package telemetry.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import telemetry.deploy.replay.ReplayException;

final class FailuresTest {
  @Test
  void aBrokerThatIsAwaySaysWhatToLookAt() {
    var away = new TimeoutException("Timeout expired while fetching topic metadata");

    String direct = Failures.message(away);

    assertThat(direct)
        .startsWith("Kafka did not answer in time (Timeout expired while fetching topic metadata)")
        .contains("--data-dir", "kafka.bootstrap.servers", "telemetry up");
    assertThat(Failures.message(new KafkaException("topics: " + away.getMessage(), away)))
        .startsWith("Kafka did not answer in time (topics: Timeout expired");
  }

  @Test
  void whatWeSayOurselvesIsSaidAsItIs() {
    assertThat(Failures.message(new ReplayException("no replay 7"))).isEqualTo("no replay 7");
    assertThat(Failures.message(new IllegalStateException("why")))
        .isEqualTo("IllegalStateException: why");
  }
}
