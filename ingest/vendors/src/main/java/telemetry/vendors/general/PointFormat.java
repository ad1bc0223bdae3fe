package telemetry.vendors.general;

import java.util.Optional;
import telemetry.vendors.ask.Forms;

/**
 * How a message of a single point stands in {@code telemetry.raw}: the body is the message, as it
 * came; the content type carries the point's path. So the record explains itself.
 */
public final class PointFormat {
  private static final String TYPE = "text/plain; charset=utf-8";
  private static final String POINT = "point=";

  private PointFormat() {}

  /** The content type of messages of a point. */
  public static String contentType(String point) {
    return TYPE + "; " + POINT + Forms.encode(point);
  }

  /** The point that a content type carries, if it carries one. */
  static Optional<String> point(String contentType) {
    for (String part : contentType.split(";")) {
      String parameter = part.strip();
      if (parameter.startsWith(POINT)) {
        return Forms.decode(parameter.substring(POINT.length()));
      }
    }
    return Optional.empty();
  }
}
