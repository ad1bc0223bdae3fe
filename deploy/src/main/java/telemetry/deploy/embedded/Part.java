package telemetry.deploy.embedded;

import java.util.Locale;

/** Everything that listens on a port of this machine. */
public enum Part {
  /** The broker. */
  KAFKA,
  /** The broker's own KRaft controller. */
  CONTROLLER,
  /** The schema registry. */
  REGISTRY,
  /** PostgreSQL. */
  DATABASE,
  /** The gateway's HTTP door. */
  HTTP,
  /** Health and metrics. */
  OPS;

  /** The setting that names its port: {@code kafka-port}. */
  public String setting() {
    return name().toLowerCase(Locale.ROOT) + "-port";
  }
}
