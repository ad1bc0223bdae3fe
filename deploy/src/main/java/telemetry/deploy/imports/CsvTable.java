package telemetry.deploy.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import telemetry.gateway.GatewaySettings;
import telemetry.gateway.file.Lines;
import telemetry.vendors.csv.CsvLine;

/** A table as a file of CSV with a header, plain or gzip. */
public final class CsvTable implements LegacyTable {
  private static final int MOST = GatewaySettings.MAX_BODY_BYTES / 2;

  private final Path file;
  private final String header;
  private final List<String> columns;

  /**
   * Of a file.
   *
   * @throws ImportException if it has no header
   */
  public CsvTable(Path file) {
    this.file = file;
    try (Lines lines = open()) {
      byte[] first = lines.next(MOST);
      this.header = first == null ? "" : withoutMark(text(first));
    } catch (IOException e) {
      throw new ImportException(file + ": wanted a file that can be read, found " + e);
    }
    this.columns =
        CsvLine.cells(header)
            .filter(cells -> cells.size() > 1)
            .orElseThrow(() -> new ImportException(file + ": wanted a header, found none"));
  }

  private Lines open() throws IOException {
    return new Lines(Files.newInputStream(file));
  }

  private static String text(byte[] line) {
    String text = new String(line, StandardCharsets.UTF_8);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  @Override
  public String name() {
    return String.valueOf(file.getFileName());
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public String header() {
    return header;
  }

  @Override
  public long rows() {
    var count = new long[1];
    each(line -> count[0]++);
    return count[0];
  }

  @Override
  public void read(Visitor visitor) {
    each(line -> visitor.row(CsvLine.cells(line).orElse(List.of()), line));
  }

  private interface Each {
    void take(String line);
  }

  private void each(Each each) {
    try (Lines lines = open()) {
      lines.next(MOST);
      for (byte[] next = lines.next(MOST); next != null; next = lines.next(MOST)) {
        String line = text(next);
        if (!line.isBlank()) {
          each.take(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
