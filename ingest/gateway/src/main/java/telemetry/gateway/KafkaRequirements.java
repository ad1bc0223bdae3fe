package telemetry.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import telemetry.settings.Settings;

/** What Kafka's and the registry's own settings must say, and what they must not. */
public final class KafkaRequirements {
  private KafkaRequirements() {}

  /** One line each: which setting, what was wanted, what was found. */
  public static List<String> problems(Settings settings) {
    var problems = new ArrayList<String>();
    Map<String, String> kafka = settings.kafka();
    if (!kafka.containsKey("bootstrap.servers")) {
      problems.add("kafka.bootstrap.servers: wanted host:port of a broker, found nothing");
    }
    if (!settings.registry().containsKey("schema.registry.url")) {
      problems.add("schema.registry.url: wanted the registry's URL, found nothing");
    }
    String acks = kafka.getOrDefault("acks", "all");
    if (!acks.equals("all") && !acks.equals("-1")) {
      problems.add("kafka.acks: wanted all, since 200 means that it is kept; found " + acks);
    }
    String idempotence = kafka.getOrDefault("enable.idempotence", "true");
    if (!idempotence.toLowerCase(Locale.ROOT).equals("true")) {
      problems.add(
          "kafka.enable.idempotence: wanted true, since retries must keep the order; found "
              + idempotence);
    }
    for (String name : List.of("partitioner.class", "partitioner.ignore.keys")) {
      if (kafka.containsKey(name)) {
        problems.add(
            "kafka." + name + ": wanted none, since a system has its partition; found one");
      }
    }
    return problems;
  }
}
