package telemetry.gateway.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Decompresses within a bound: a kilobyte can hold a gigabyte. */
final class Gunzip {
  private Gunzip() {}

  /**
   * The bytes; empty where they are longer than the bound.
   *
   * @throws IOException if it is no gzip, or cut off
   */
  static Optional<byte[]> read(byte[] gzipped, int maxBytes) throws IOException {
    try (var in = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
      byte[] bytes = in.readNBytes(maxBytes + 1);
      return bytes.length > maxBytes ? Optional.empty() : Optional.of(bytes);
    }
  }
}
