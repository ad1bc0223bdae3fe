package telemetry.deploy.imports;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;
import telemetry.model.Control;
import telemetry.model.ImportPlace;

/**
 * One table on its way.
 *
 * @param table where its rows are
 * @param reader what they mean
 * @param total how many they are
 * @param from how far they are dealt with
 */
record ImportJob(LegacyTable table, LegacyReader reader, long total, ImportPlace from) {
  /**
   * To go on where the table was left, if it was.
   *
   * @param name the import's
   * @param facts what is known of places
   * @throws ImportException if it was begun by another meaning
   */
  static ImportJob of(
      LegacyTable table, LegacyReader reader, String name, Map<String, Control> facts) {
    long total = table.rows();
    var meaning = new CRC32C();
    meaning.update(reader.meaning().getBytes(StandardCharsets.UTF_8));
    ImportPlace begin = ImportPlace.begin(name, table.name(), meaning.getValue());
    if (!(facts.get(begin.key()) instanceof ImportPlace found)) {
      return new ImportJob(table, reader, total, begin);
    }
    if (found.meaning() != begin.meaning()) {
      throw new ImportException(
          "%s: was begun under the name %s with other systems, mappings or columns; give the same, or another --name: what is there is skipped"
              .formatted(table.name(), name));
    }
    // A table that has grown since is read again from its beginning: what is there is skipped.
    boolean grown = found.done() && found.rows() != total;
    return new ImportJob(table, reader, total, grown ? begin : found);
  }

  boolean isOfAggregates() {
    return reader instanceof AggregatesReader;
  }
}
