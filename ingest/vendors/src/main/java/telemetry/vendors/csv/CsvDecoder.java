package telemetry.vendors.csv;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.model.Rejection;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.Findings;
import telemetry.vendors.Meaning;
import telemetry.vendors.Timestamps;
import telemetry.vendors.json.JsonBody;

/**
 * Rows of a wide CSV (see {@link CsvFormat}). A point is named as its column, unless the mapping
 * names it; its kind and unit, and the sign of its values, are what the mapping and the file say.
 */
public final class CsvDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "csv";

  /** Files that are read at the same time are few; beyond this, plans are made anew. */
  private static final int MAX_PLANS = 64;

  private record Form(String contentType, String header) {}

  private final Map<Form, CsvPlan.Result> plans = new ConcurrentHashMap<>();

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    String text = JsonBody.text(raw.body());
    if (text == null) {
      return malformed("body", "UTF-8 text", "bytes that are none");
    }
    int lineFeed = text.indexOf('\n');
    if (lineFeed < 0) {
      return malformed("body", "a header line and a row", "one line");
    }
    CsvPlan.Result result = plan(new Form(raw.contentType(), text.substring(0, lineFeed)));
    if (result instanceof CsvPlan.Result.Wrong wrong) {
      return new Decoded.Rejected(
          new Rejection(
              RejectReason.MALFORMED_BODY,
              "header",
              "a mapping that fits it",
              String.join("; ", wrong.problems())));
    }
    return row(
        ((CsvPlan.Result.Planned) result).plan(), text.substring(lineFeed + 1), raw, position);
  }

  private CsvPlan.Result plan(Form form) {
    CsvPlan.Result known = plans.get(form);
    if (known != null) {
      return known;
    }
    CsvPlan.Result made = compile(form);
    if (plans.size() >= MAX_PLANS) {
      plans.clear();
    }
    plans.put(form, made);
    return made;
  }

  private static CsvPlan.Result compile(Form form) {
    MappingReader.Result read = CsvFormat.mapping(form.contentType());
    if (read instanceof MappingReader.Result.Wrong wrong) {
      return new CsvPlan.Result.Wrong(wrong.problems());
    }
    return CsvPlan.of(((MappingReader.Result.Read) read).mapping(), form.header());
  }

  private static Decoded row(CsvPlan plan, String row, RawReading raw, RawPosition position) {
    int end = row.endsWith("\n") ? row.length() - 1 : row.length();
    if (row.lastIndexOf('\n', end - 1) >= 0) {
      return malformed("row", "one line", "several");
    }
    Optional<List<String>> read = CsvLine.cells(row.substring(0, end));
    if (read.isEmpty()) {
      return malformed("row", "CSV cells", "a quote that is not closed, or goes on after it");
    }
    List<String> cells = read.get();
    int columns = plan.columns().size();
    if (cells.size() != columns) {
      return malformed("row", columns + " cells", Integer.toString(cells.size()));
    }
    var meaning = new Meaning(raw, position);
    readTime(plan, cells.get(plan.timeColumn()), meaning.findings())
        .map(time -> meaning.poll(plan.mapping().source(), time))
        .ifPresent(poll -> plan.put(cells, meaning.findings(), poll));
    return meaning.decoded("at least one column that is a point");
  }

  private static Optional<Instant> readTime(CsvPlan plan, String cell, Findings findings) {
    Mapping.Time time = plan.mapping().time();
    Optional<Instant> instant =
        switch (time.unit()) {
          case SECONDS -> Timestamps.unix(cell, 1000);
          case MILLIS -> Timestamps.unix(cell, 1);
          case ISO -> Timestamps.iso(cell);
        };
    String wanted = time.unit() == Mapping.Unit.ISO ? Timestamps.ISO : Timestamps.UNIX;
    if (cell.isBlank()) {
      findings.refuse(RejectReason.MISSING_FIELD, time.column(), wanted, "an empty cell");
    } else if (instant.isEmpty()) {
      findings.refuse(RejectReason.BAD_FIELD, time.column(), wanted, "'" + cell + "'");
    }
    return instant;
  }

  private static Decoded malformed(String where, String expected, String found) {
    return new Decoded.Rejected(new Rejection(RejectReason.MALFORMED_BODY, where, expected, found));
  }
}
