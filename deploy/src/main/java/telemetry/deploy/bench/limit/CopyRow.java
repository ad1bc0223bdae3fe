package telemetry.deploy.bench.limit;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.bench.workload.Row;

/** A row of {@code telemetry_agg_5m} in the binary format of COPY. */
final class CopyRow {
  private static final byte[] HEADER = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };
  private static final int COLUMNS = 21;

  /** Milliseconds from 1970 to 2000, where PostgreSQL's time begins. */
  private static final long EPOCH = 946_684_800_000L;

  private CopyRow() {}

  static void begin(DataOutputStream out) throws IOException {
    out.write(HEADER);
  }

  static void end(DataOutputStream out) throws IOException {
    out.writeShort(-1);
  }

  static void write(Row row, int pointId, DataOutputStream out) throws IOException {
    out.writeShort(COLUMNS);
    integer(row.systemId(), out);
    integer(pointId, out);
    instant(row.end(), out);
    instant(row.start(), out);
    text(row.kind().name(), out);
    number(row.avg(), out);
    number(row.min(), out);
    number(row.max(), out);
    number(row.last(), out);
    text(row.lastText(), out);
    number(row.delta(), out);
    instant(row.deltaSince(), out);
    integer(row.samples(), out);
    integer(row.errors(), out);
    integer(row.resets(), out);
    text(row.quality().name(), out);
    text("SETTLED", out);
    text("LIVE", out);
    integer(1, out);
    bigint(row.end() / 1000, out);
    integer(0, out);
  }

  private static void integer(int value, DataOutputStream out) throws IOException {
    out.writeInt(Integer.BYTES);
    out.writeInt(value);
  }

  private static void bigint(long value, DataOutputStream out) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void number(@Nullable Double value, DataOutputStream out) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      out.writeInt(Double.BYTES);
      out.writeDouble(value);
    }
  }

  private static void instant(@Nullable Long millis, DataOutputStream out) throws IOException {
    if (millis == null) {
      out.writeInt(-1);
    } else {
      bigint((millis - EPOCH) * 1000, out);
    }
  }

  private static void text(@Nullable String value, DataOutputStream out) throws IOException {
    if (value == null) {
      out.writeInt(-1);
    } else {
      byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
    }
  }
}
