package telemetry.gateway.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A file to be fed, or standard input, whose header was read already when it is looked at. */
final class FeedFile {
  private final String name;
  private final InputStream standardInput;
  private byte @Nullable [] header;
  private @Nullable Lines started;

  FeedFile(String name, InputStream standardInput) {
    this.name = name;
    this.standardInput = standardInput;
  }

  String name() {
    return isStandardInput() ? "standard input" : name;
  }

  private boolean isStandardInput() {
    return name.equals(FeedRequest.STANDARD_INPUT);
  }

  /** Its length on the disk; standard input has none. */
  OptionalLong size() throws IOException {
    return isStandardInput() ? OptionalLong.empty() : OptionalLong.of(Files.size(Path.of(name)));
  }

  /**
   * The first line, without opening the file for good: standard input alone stays open, as it
   * cannot be opened again.
   */
  String readHeader(int maxBytes) throws IOException {
    Lines lines = open();
    try {
      byte[] first = lines.next(maxBytes);
      header = first == null ? new byte[0] : first;
    } finally {
      if (isStandardInput()) {
        started = lines;
      } else {
        lines.close();
      }
    }
    return new String(header, StandardCharsets.UTF_8);
  }

  /** The header's bytes, as recorded. */
  byte[] header() {
    return header == null ? new byte[0] : header;
  }

  /** The lines; those after the header where one was read. */
  Lines lines(int maxBytes) throws IOException {
    if (started != null) {
      return started;
    }
    Lines lines = open();
    if (header != null) {
      lines.next(maxBytes);
    }
    return lines;
  }

  /** Whether there is a file that may be read. */
  boolean isReadable() {
    return isStandardInput()
        || (Files.isRegularFile(Path.of(name)) && Files.isReadable(Path.of(name)));
  }

  private Lines open() throws IOException {
    return new Lines(isStandardInput() ? standardInput : Files.newInputStream(Path.of(name)));
  }
}
