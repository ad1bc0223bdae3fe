package telemetry.avro;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import telemetry.model.AcceptedGap;
import telemetry.model.Control;
import telemetry.model.CounterLimits;
import telemetry.model.Emitted;
import telemetry.model.Epoch;
import telemetry.model.ImportPlace;
import telemetry.model.Kind;
import telemetry.model.LastBatch;
import telemetry.model.PointAlias;
import telemetry.model.PollPlace;
import telemetry.model.Redefinition;

/** {@code Control.avsc}: one branch a kind of fact. */
final class ControlCodec implements Codec<Control> {
  private static final int EPOCH = 0;
  private static final int EMITTED = 1;
  private static final int PLACE = 2;
  private static final int IMPORT = 3;
  private static final int ALIAS = 4;
  private static final int GAP = 5;
  private static final int REDEFINITION = 6;
  private static final int BATCH = 7;
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
  public void write(Control control, AvroOut out) {
    if (control instanceof Epoch epoch) {
      out.writeIndex(EPOCH);
      out.writeInt(epoch.epoch());
      out.writeString(epoch.topicId());
      out.writeInt(epoch.partitions());
      out.writeInt(epoch.rules());
      out.writeString(epoch.reason());
      out.writeLong(epoch.raisedAt().toEpochMilli());
      write(epoch.limits(), out);
      out.writeInt(epoch.logSince());
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
    } else if (control instanceof Redefinition redefinition) {
      out.writeIndex(REDEFINITION);
      write(redefinition, out);
    } else if (control instanceof LastBatch last) {
      out.writeIndex(BATCH);
      out.writeInt(last.number());
    }
  }

  @Override
  public Control read(AvroIn in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case EPOCH ->
          new Epoch(
              in.readInt(),
              in.readText(),
              in.readInt(),
              in.readInt(),
              in.readText(),
              Instant.ofEpochMilli(in.readLong()),
              readLimits(in),
              in.readInt());
      case EMITTED -> new Emitted(in.readInt(), in.readLong());
      case PLACE ->
          new PollPlace(
              in.readInt(), in.readText(), readSpan(in), Instant.ofEpochMilli(in.readLong()));
      case IMPORT -> readImport(in);
      case ALIAS -> new PointAlias(in.readInt(), in.readText(), in.readText(), in.readInt());
      case GAP ->
          new AcceptedGap(
              in.readInt(),
              readPoint(in),
              Instant.ofEpochMilli(in.readLong()),
              Instant.ofEpochMilli(in.readLong()),
              in.readText(),
              in.readText(),
              Instant.ofEpochMilli(in.readLong()));
      case REDEFINITION -> readRedefinition(in);
      case BATCH -> new LastBatch(in.readInt());
      default -> throw new IOException("value: wanted branch 0 to 7, found " + branch);
    };
  }

  private static void write(CounterLimits limits, AvroOut out) {
    out.writeItems(limits.maxPerHour().size());
    for (Map.Entry<String, Double> limit : limits.maxPerHour().entrySet()) {
      out.writeString(limit.getKey());
      out.writeDouble(limit.getValue());
    }
    out.writeEnd();
  }

  private static CounterLimits readLimits(AvroIn in) throws IOException {
    var limits = new HashMap<String, Double>();
    for (int block = in.readItems(); block != 0; block = in.readItems()) {
      for (int i = 0; i < block; i++) {
        limits.put(in.readText(), in.readDouble());
      }
    }
    return new CounterLimits(limits);
  }

  private static void write(PollPlace place, AvroOut out) {
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

  private static void write(ImportPlace place, AvroOut out) {
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
    out.writeLong(place.meaning());
    out.writeLong(place.content());
  }

  private static ImportPlace readImport(AvroIn in) throws IOException {
    return new ImportPlace(
        in.readText(),
        in.readText(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        in.readLong(),
        in.readLong());
  }

  private static void write(AcceptedGap gap, AvroOut out) {
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

  private static void write(Redefinition redefinition, AvroOut out) {
    out.writeInt(redefinition.systemId());
    out.writeString(redefinition.path());
    write(redefinition.now(), out);
    out.writeItems(redefinition.former().size());
    redefinition.former().forEach(meaning -> write(meaning, out));
    out.writeEnd();
    out.writeLong(redefinition.since());
    out.writeString(redefinition.who());
    out.writeString(redefinition.reason());
    out.writeLong(redefinition.at().toEpochMilli());
  }

  private static void write(Redefinition.Meaning meaning, AvroOut out) {
    out.writeString(meaning.kind().name());
    out.writeString(meaning.unit());
  }

  private static Redefinition readRedefinition(AvroIn in) throws IOException {
    int systemId = in.readInt();
    String path = in.readText();
    Redefinition.Meaning now = readMeaning(in);
    var former = new ArrayList<Redefinition.Meaning>();
    for (int block = in.readItems(); block != 0; block = in.readItems()) {
      for (int i = 0; i < block; i++) {
        former.add(readMeaning(in));
      }
    }
    return new Redefinition(
        systemId,
        path,
        now,
        former,
        in.readLong(),
        in.readText(),
        in.readText(),
        Instant.ofEpochMilli(in.readLong()));
  }

  private static Redefinition.Meaning readMeaning(AvroIn in) throws IOException {
    return new Redefinition.Meaning(Kind.valueOf(in.readText()), in.readText());
  }

  private static @Nullable String readPoint(AvroIn in) throws IOException {
    int branch = in.readIndex();
    return switch (branch) {
      case NO_POINT -> null;
      case POINT -> in.readText();
      default -> throw new IOException("point: wanted branch 0 or 1, found " + branch);
    };
  }

  private static PollPlace.@Nullable Span readSpan(AvroIn in) throws IOException {
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
