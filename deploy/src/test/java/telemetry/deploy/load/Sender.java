package telemetry.deploy.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a sender, kept alive, spoken to in HTTP/1.1 by hand: a client that costs as
 * little as it can leaves the cores to what is measured. Not for several threads.
 */
final class Sender implements AutoCloseable {
  /** A status and how long to wait before the same is sent again; 0 where that is not said. */
  record Told(int status, int retryAfterSeconds) {}

  private final URI door;
  private final String key;
  private @Nullable Socket socket;
  private InputStream in = InputStream.nullInputStream();

  Sender(URI door, String key) {
    this.door = door;
    this.key = key;
  }

  /** Posts readings of a system and waits for the answer. */
  Told post(int system, byte[] body) throws IOException {
    try {
      Socket to = connected();
      byte[] head =
          String.join(
                  "\r\n",
                  "POST /v1/systems/%d/readings HTTP/1.1",
                  "Host: load",
                  "Content-Type: application/json",
                  "Authorization: Bearer %s",
                  "Content-Length: %d",
                  "",
                  "")
              .formatted(system, key, body.length)
              .getBytes(US_ASCII);
      byte[] whole = new byte[head.length + body.length];
      System.arraycopy(head, 0, whole, 0, head.length);
      System.arraycopy(body, 0, whole, head.length, body.length);
      to.getOutputStream().write(whole);
      return answer();
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  private Socket connected() throws IOException {
    if (socket == null) {
      socket = new Socket(door.getHost(), door.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(60_000);
      in = new BufferedInputStream(socket.getInputStream());
    }
    return socket;
  }

  private Told answer() throws IOException {
    int status = Integer.parseInt(line().split(" ")[1]);
    int length = 0;
    int retryAfter = 0;
    boolean last = false;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String[] parts = header.split(": ", 2);
      switch (parts[0].toLowerCase(java.util.Locale.ROOT)) {
        case "content-length" -> length = Integer.parseInt(parts[1]);
        case "retry-after" -> retryAfter = Integer.parseInt(parts[1]);
        case "connection" -> last = parts[1].equalsIgnoreCase("close");
        default -> {
          // Nothing that a sender would look at.
        }
      }
    }
    in.skipNBytes(length);
    if (last) {
      close();
    }
    return new Told(status, retryAfter);
  }

  private String line() throws IOException {
    var line = new java.io.ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new IOException("wanted an answer, found the end of the connection");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(UTF_8);
  }

  @Override
  public void close() throws IOException {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }
}
