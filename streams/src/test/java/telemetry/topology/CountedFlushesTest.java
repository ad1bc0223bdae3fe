package telemetry.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class CountedFlushesTest {
  private static final Map<String, Object> NOWHERE =
      Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");

  @Test
  void doesWhatIsToBeDoneBeforeItCounts() {
    List<Boolean> sure = new ArrayList<>();
    CountedFlushes[] flushes = new CountedFlushes[1];
    flushes[0] = new CountedFlushes(() -> sure.add(flushes[0].isSure(0)));
    long before = flushes[0].moment();
    try (var producer = flushes[0].getProducer(NOWHERE)) {
      producer.flush();
    }
    assertThat(sure).containsExactly(false);
    assertThat(flushes[0].isSure(before)).isTrue();
  }
}
