package telemetry.deploy.cli;

import telemetry.deploy.Endpoints;
import telemetry.deploy.run.LocalPipeline;

/** What a person is told about a running pipeline. */
final class Told {
  private Told() {}

  static String endpoints(LocalPipeline pipeline) {
    Endpoints endpoints = pipeline.endpoints();
    return new Table("what", "where")
        .row("Kafka", endpoints.bootstrapServers())
        .row("schema registry", endpoints.schemaRegistryUrl())
        .row("PostgreSQL", endpoints.psqlUrl())
        .row("HTTP gateway", endpoints.httpUrl())
        .row("health, metrics", pipeline.opsUrl() + "/health/ready, /metrics")
        .row("data, log", pipeline.directory() + ", telemetry.log there")
        .text();
  }

  static String lookForOneself(LocalPipeline pipeline, String curl) {
    Endpoints endpoints = pipeline.endpoints();
    return String.join(
        "\n",
        "",
        "Look for yourself:",
        "  psql '"
            + endpoints.psqlUrl()
            + "' -c \"SELECT system_id, path, interval_end, avg, delta, sample_count FROM"
            + " telemetry_agg_5m JOIN point USING (system_id, point_id) ORDER BY interval_end DESC"
            + " LIMIT 20\"",
        "  curl -s " + endpoints.schemaRegistryUrl() + "/subjects",
        "  " + curl,
        "  deploy/telemetry status --data-dir '" + pipeline.directory() + "'",
        "",
        "Live now; Ctrl-C stops it.");
  }
}
