package telemetry.deploy.bench;

import java.util.List;
import java.util.Map;
import telemetry.deploy.bench.limit.CopyLimit;
import telemetry.deploy.bench.limit.ReadLimit;
import telemetry.deploy.bench.stand.Program;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Workload;

/** What the machine can do. */
final class Limits {
  /** What the sink alone is held against. */
  static final String MERGE = "limit: copy + merge, 2 connections";

  /** The same, where all rows stand already. */
  static final String MERGE_AGAIN = MERGE + ", again";

  private final Stand stand;
  private final Workload workload;

  Limits(Stand stand, Workload workload) {
    this.stand = stand;
    this.workload = workload;
  }

  List<Contender> all() {
    return List.of(
        read("limit: read", false),
        read("limit: read + decode", true),
        copy("limit: copy", Input.NOTHING, 1, false),
        copy("limit: copy, 2 connections", Input.NOTHING, 2, false),
        copy("limit: copy + merge", Input.NOTHING, 1, true),
        copy(MERGE, Input.NOTHING, 2, true),
        copy(MERGE_AGAIN, Input.AS_LEFT, 2, true));
  }

  private Contender read(String name, boolean decode) {
    Map<String, String> at = stand.settings();
    List<String> arguments =
        List.of(
            at.getOrDefault("kafka.bootstrap.servers", ""),
            at.getOrDefault("schema.registry.url", ""),
            Boolean.toString(decode));
    return new Contender.Limit(
        name,
        Input.READINGS,
        workload,
        new Program("read", ReadLimit.class, arguments),
        ReadLimit.PASSES,
        null);
  }

  private Contender copy(String name, Input input, int connections, boolean merge) {
    List<String> arguments =
        List.of(
            stand.database().url(),
            stand.place("").toString(),
            Integer.toString(connections),
            Boolean.toString(merge),
            Integer.toString(workload.systems()),
            Long.toString(workload.polls() * workload.every().toMinutes() / 60),
            Long.toString(workload.seed()));
    return new Contender.Limit(
        name, input, workload, new Program("copy", CopyLimit.class, arguments), 1, Checks::windows);
  }
}
