package telemetry.avro;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import telemetry.model.BadValue;
import telemetry.model.RejectReason;
import telemetry.model.SystemDeclaration;

/** {@code System.avsc}. */
final class SystemCodec implements Codec<SystemDeclaration> {
  private enum SystemStatus {
    ACTIVE,
    DISABLED
  }

  private final Schema schema = SchemaFiles.read("System");
  private final Symbols<SystemStatus> statuses =
      new Symbols<>(SystemStatus.class, schema.getField("status").schema());

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public void write(SystemDeclaration system, BinaryEncoder out) throws IOException {
    out.writeInt(system.systemId());
    out.writeString(system.vendor());
    Optionals.write(system.siteId(), out);
    out.writeString(system.name());
    out.writeString(system.timezone().getId());
    statuses.write(system.active() ? SystemStatus.ACTIVE : SystemStatus.DISABLED, out);
    out.writeArrayStart();
    out.setItemCount(system.apiKeyHashes().size());
    for (String hash : system.apiKeyHashes()) {
      out.startItem();
      out.writeString(hash);
    }
    out.writeArrayEnd();
    TextMap.write(system.access(), out);
  }

  @Override
  public SystemDeclaration read(BinaryDecoder in) throws IOException {
    return new SystemDeclaration(
        in.readInt(),
        Bounded.text(in),
        Optionals.text(in),
        Bounded.text(in),
        zone(Bounded.text(in)),
        statuses.read(in) == SystemStatus.ACTIVE,
        readHashes(in),
        TextMap.read(in));
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException e) {
      var bad = new BadValue(RejectReason.BAD_FIELD, "timezone", "an IANA zone", id);
      bad.addSuppressed(e);
      throw bad;
    }
  }

  private static List<String> readHashes(BinaryDecoder in) throws IOException {
    var hashes = new ArrayList<String>();
    for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
      int count = Bounded.items(block, in);
      for (int i = 0; i < count; i++) {
        hashes.add(Bounded.text(in));
      }
    }
    return hashes;
  }
}
