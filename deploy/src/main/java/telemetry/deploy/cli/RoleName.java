package telemetry.deploy.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.Endpoints;
import telemetry.deploy.run.Roles;
import telemetry.gateway.HttpSettings;
import telemetry.gateway.PollSettings;
import telemetry.role.Role;
import telemetry.topology.StreamsSettings;

/** The roles by the names of their commands. */
enum RoleName {
  /** Hears vendors. */
  INGEST,
  /** Understands what was heard. */
  STREAMS,
  /** Remembers it. */
  SINK;

  /** The state of streams where a running "up" has another. */
  static final String STATE_ALONE = "streams-alone";

  /** Makes it. */
  Role of(Roles roles) {
    return switch (this) {
      case INGEST -> roles.gateway();
      case STREAMS -> roles.streams();
      case SINK -> roles.sink();
    };
  }

  /** What it needs to know of the pipeline that runs in a directory; what is given wins. */
  Map<String, String> beside(@Nullable Path dataDir) {
    Map<String, String> settings = new HashMap<>();
    if (dataDir != null && this == INGEST) {
      String http = Endpoints.read(dataDir).httpUrl();
      settings.put(HttpSettings.PORT, Integer.toString(URI.create(http).getPort()));
      settings.put(PollSettings.SESSIONS, dataDir.resolve("sessions").toString());
    } else if (dataDir != null && this == STREAMS) {
      settings.put(StreamsSettings.STATE_DIR, dataDir.resolve(STATE_ALONE).toString());
    }
    return settings;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
