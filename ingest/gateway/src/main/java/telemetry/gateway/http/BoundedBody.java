package telemetry.gateway.http;

import java.io.ByteArrayOutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/**
 * Reads a request's body without blocking and without ever keeping more than its bound. What goes
 * beyond is read and thrown away for a while, since a sender that is still writing does not see the
 * answer when the connection is shut in its face.
 */
final class BoundedBody {
  private static final int PATIENCE = 16;

  private final Content.Source source;
  private final int maxBytes;
  private final long most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final CompletableFuture<Optional<byte[]>> result = new CompletableFuture<>();
  private long seen;

  private BoundedBody(Content.Source source, int maxBytes, long most) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.most = most;
  }

  /**
   * The body; empty where it is longer than the bound. Exceptionally where the sender went away.
   */
  static CompletableFuture<Optional<byte[]>> read(Content.Source source, int maxBytes) {
    return read(source, maxBytes, maxBytes);
  }

  /** The same, where more is read than is kept. */
  static CompletableFuture<Optional<byte[]>> read(
      Content.Source source, int maxBytes, int patientWith) {
    var body = new BoundedBody(source, maxBytes, (long) patientWith * PATIENCE);
    body.read();
    return body.result;
  }

  /** Whether a body has come in whole, and is not longer than this; it is thrown away. */
  static boolean isHere(Content.Source source, int maxBytes) {
    long seen = 0;
    while (seen <= maxBytes) {
      Content.Chunk chunk = source.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return false;
      }
      seen += chunk.remaining();
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        return true;
      }
    }
    return false;
  }

  private void read() {
    while (!result.isDone()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this::read);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        result.completeExceptionally(chunk.getFailure());
        return;
      }
      keep(chunk);
      if (chunk.isLast() || seen > most) {
        result.complete(seen > maxBytes ? Optional.empty() : Optional.of(kept.toByteArray()));
      }
      chunk.release();
    }
  }

  private void keep(Content.Chunk chunk) {
    int length = chunk.remaining();
    seen += length;
    if (seen <= maxBytes) {
      byte[] bytes = new byte[length];
      chunk.get(bytes, 0, length);
      kept.writeBytes(bytes);
    }
  }
}
