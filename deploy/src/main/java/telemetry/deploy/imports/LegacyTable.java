package telemetry.deploy.imports;

import java.util.List;

/** A wide table of a legacy database, read in an order that is the same each time. */
public interface LegacyTable {
  /** Takes rows. */
  interface Visitor {
    /**
     * A row.
     *
     * @param cells as text, empty where there is nothing
     * @param line the same as a line of CSV
     */
    void row(List<String> cells, String line);
  }

  /** What it is called by, and its place is remembered under. */
  String name();

  /** Its columns. */
  List<String> columns();

  /** How many rows it has. */
  long rows();

  /** Shows every row. */
  void read(Visitor visitor);

  /** Its columns as a line of CSV. */
  default String header() {
    return CsvCells.line(columns());
  }
}
