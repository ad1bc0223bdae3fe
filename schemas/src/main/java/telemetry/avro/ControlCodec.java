package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.jspecify.annotations.Nullable;
import telemetry.model.AcceptedGap;
import telemetry.model.Control;
import telemetry.model.Emitted;
import telemetry.model.Epoch;
import telemetry.model.ImportPlace;
import telemetry.model.PointAlias;
import telemetry.model.PollPlace;

/** {@code Control.avsc}: one branch a kind of fact. */
final class ControlCodec implements Codec<Control> {
  private static final int EPOCH = 0;
  private static final int EMITTED = 1;
  private static final int PLACE = 2;
  private static final int IMPORT = 3;
  private static final int ALIAS = 4;
  private static final int GAP = 5;
  private static final int NO_POINT = 0;
  private static final int POINT = 1;
  private static final int NO_BACKFILL = 0;
  private static final int BACKFILL = 1;

  private final Schema schema = SchemaFiles.read("Control");

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(Control control, BinaryEncoder out) throws IOException {
    if (control instanceof Epoch epoch) {
      out.writeIndex(EPOCH);
      out.writeInt(epoch.epoch());
      out.writeString(epoch.topicId());
      out.writeInt(epoch.partitions());
      out.writeInt(epoch.rules());
      out.writeString(epoch.reason());
      out.writeLong(epoch.raisedAt().toEpochMilli());
    } else if (control instanceof Emitted emitted) {
      out.writeIndex(EMITTED);
      out.writeInt(emitted.partition());
      out.writeLong(emitted.offset());
    } else if (control instanceof PollPlace place) {
      out.writeIndex(PLACE);
      write(place, out);
    } else if (control instanceof ImportPlace place) {
      out.writeIndex(IMPORT);
      write(place, out);
    } else if (control instanceof PointAlias alias) {
      out.writeIndex(ALIAS);
      out.writeInt(alias.systemId());
      out.writeString(alias.from());
      out.writeString(alias.into());
      out.writeInt(alias.batch());
    } else if (control instanceof AcceptedGap gap) {
      out.writeIndex(GAP);
      write(gap, out);
    }
  }

  @Override
  public Control read(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case EPOCH ->
          new Epoch(
              in.readInt(),
              Bounded.text(in),
              in.readInt(),
              in.readInt(),
              Bounded.text(in),
              Instant.ofEpochMilli(in.readLong()));
      case EMITTED -> new Emitted(in.readInt(), in.readLong());
      case PLACE ->
          new PollPlace(
              in.readInt(), Bounded.text(in), readSpan(in), Instant.ofEpochMilli(in.readLong()));
      case IMPORT -> readImport(in);
      case ALIAS -> new PointAlias(in.readInt(), Bounded.text(in), Bounded.text(in), in.readInt());
      case GAP ->
          new AcceptedGap(
              in.readInt(),
              readPoint(in),
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong()),
              Bounded.text(in),
              Bounded.text(in),
              Instant.ofEpochMilli(in.readLong()));
      default -> throw new IOException("value: wanted branch 0 to 5, found " + branch);
    };
  }

  private static void write(PollPlace place, BinaryEncoder out) throws IOException {
    out.writeInt(place.systemId());
    out.writeString(place.question());
    PollPlace.Span backfill = place.backfill();
    if (backfill == null) {
      out.writeIndex(NO_BACKFILL);
    } else {
      out.writeIndex(BACKFILL);
      out.writeLong(backfill.from().toEpochMilli());
      out.writeLong(backfill.to().toEpochMilli());
    }
    out.writeLong(place.until().toEpochMilli());
  }

  private static void write(ImportPlace place, BinaryEncoder out) throws IOException {
    out.writeString(place.name());
    out.writeString(place.table());
    out.writeLong(place.rows());
    out.writeLong(place.sent());
    out.writeLong(place.repeated());
    out.writeLong(place.present());
    out.writeLong(place.refused());
    out.writeLong(place.other());
    out.writeLong(place.values());
    out.writeLong(place.millis());
    out.writeBoolean(place.done());
  }

  private static ImportPlace readImport(BinaryDecoder in) throws IOException {
    return new ImportPlace(
        Bounded.text(in),
        Bounded.text(in),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean());
  }

  private static void write(AcceptedGap gap, BinaryEncoder out) throws IOException {
    out.writeInt(gap.systemId());
    String point = gap.point();
    if (point == null) {
      out.writeIndex(NO_POINT);
    } else {
      out.writeIndex(POINT);
      out.writeString(point);
    }
    out.writeLong(gap.after().toEpochMilli());
    out.writeLong(gap.until().toEpochMilli());
    out.writeString(gap.who());
    out.writeString(gap.reason());
    out.writeLong(gap.at().toEpochMilli());
  }

  private static @Nullable String readPoint(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case NO_POINT -> null;
      case POINT -> Bounded.text(in);
      default -> throw new IOException("point: wanted branch 0 or 1, found " + branch);
    };
  }

  private static PollPlace.@Nullable Span readSpan(BinaryDecoder in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case NO_BACKFILL -> null;
      case BACKFILL ->
          new PollPlace.Span(
              Instant.ofEpochMilli(in.readLong()), Instant.ofEpochMilli(in.readLong()));
      default -> throw new IOException("backfill: wanted branch 0 or 1, found " + branch);
    };
  }
}
