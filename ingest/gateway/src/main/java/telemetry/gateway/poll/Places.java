package telemetry.gateway.poll;

import java.util.Map;
import telemetry.model.PollPlace;

/** Where the pollers' places are kept, for all processes. */
public interface Places {
  /**
   * Every place that is kept now, by its key.
   *
   * @throws org.apache.kafka.common.KafkaException if it cannot be told now
   */
  Map<String, PollPlace> read();

  /** Keeps one, in the order of the calls; one that is lost is asked for again, no more. */
  void write(PollPlace place);
}
