package telemetry.avro;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
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
  public void write(SystemDeclaration system, AvroOut out) {
    out.writeInt(system.systemId());
    out.writeString(system.vendor());
    Optionals.write(system.siteId(), out);
    out.writeString(system.name());
    out.writeString(system.timezone().getId());
    statuses.write(system.active() ? SystemStatus.ACTIVE : SystemStatus.DISABLED, out);
    out.writeItems(system.apiKeyHashes().size());
    for (String hash : system.apiKeyHashes()) {
      out.writeString(hash);
    }
    out.writeEnd();
    TextMap.write(system.access(), out);
  }

  @Override
  public SystemDeclaration read(AvroIn in) throws IOException {
    return new SystemDeclaration(
        in.readInt(),
        in.readText(),
        Optionals.text(in),
        in.readText(),
        zone(in.readText()),
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

  private static List<String> readHashes(AvroIn in) throws IOException {
    var hashes = new ArrayList<String>();
    for (int block = in.readItems(); block != 0; block = in.readItems()) {
      for (int i = 0; i < block; i++) {
        hashes.add(in.readText());
      }
    }
    return hashes;
  }
}
