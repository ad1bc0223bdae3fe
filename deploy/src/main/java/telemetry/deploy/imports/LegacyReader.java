package telemetry.deploy.imports;

import java.util.List;

/** Knows what the rows of a legacy table mean. */
interface LegacyReader {
  /** The whole meaning of a row. */
  Read read(List<String> cells, String line);

  /** All that says what the columns are taken for, as text; the same each time. */
  String meaning();
}
