package telemetry.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import telemetry.topics.Topic.Compatibility;

class TopicsTest {
  @Test
  void everyNameIsThereOnce() {
    assertThat(Topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(Topics.all())
        .extracting(Topic::name)
        .allMatch(name -> name.matches("telemetry\\.[a-z0-9-]+"));
  }

  @Test
  void subjectsFollowTheTopic() {
    assertThat(Topics.AGG_5M.subject()).isEqualTo("telemetry.agg-5m-value");
  }

  @Test
  void whatConsumersReduceMustBeReadableByEveryVersion() {
    assertThat(Topics.AGG_5M.compatibility()).isEqualTo(Compatibility.FULL_TRANSITIVE);
  }

  @Test
  void refusedBytesHaveNoCodec() {
    assertThat(Topics.REJECTED.value()).isNull();
    assertThatThrownBy(Topics.REJECTED::codec).hasMessageContaining("telemetry.rejected");
  }
}
