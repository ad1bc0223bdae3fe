package telemetry.gateway.file;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a recorded file as bytes, plain or gzip as its first bytes say; never more of it in
 * memory than one line. Not for several threads.
 */
public final class Lines implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final Counted counted;
  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private long number;

  /** The lines of a file; closed with this. */
  public Lines(InputStream file) throws IOException {
    this.counted = new Counted(file);
    var start = new BufferedInputStream(counted, BUFFER);
    start.mark(2);
    boolean gzip = start.read() == 0x1f && start.read() == 0x8b;
    start.reset();
    this.in = gzip ? new GZIPInputStream(start, BUFFER) : start;
  }

  /**
   * The next line without its line feed, as it was recorded otherwise.
   *
   * @param maxBytes the longest line
   * @return null at the end
   * @throws TooLong if the line is longer; nothing can be read after it
   */
  public byte @Nullable [] next(int maxBytes) throws IOException {
    var line = new ByteArrayOutputStream();
    boolean any = false;
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, BUFFER));
        if (end == 0) {
          number += any ? 1 : 0;
          return any ? line.toByteArray() : null;
        }
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      any = true;
      if (line.size() > maxBytes) {
        number++;
        throw new TooLong(maxBytes);
      }
      if (at < end) {
        at++;
        number++;
        return line.toByteArray();
      }
    }
  }

  /** The number of the line that was read last, from 1. */
  long number() {
    return number;
  }

  /** Bytes read of the file, as it lies on the disk. */
  long bytes() {
    return counted.bytes;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** A line that is longer than any record may be. */
  static final class TooLong extends IOException {
    TooLong(int maxBytes) {
      super("wanted a line of at most " + maxBytes + " bytes, found a longer one");
    }
  }

  private static final class Counted extends InputStream {
    private final InputStream file;
    private long bytes;

    Counted(InputStream file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      int read = file.read();
      bytes += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int read = file.read(into, from, length);
      bytes += Math.max(0, read);
      return read;
    }

    @Override
    public int available() throws IOException {
      return file.available();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
