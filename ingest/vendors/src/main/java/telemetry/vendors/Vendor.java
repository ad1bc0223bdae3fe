package telemetry.vendors;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import telemetry.vendors.ask.Asking;

/**
 * A vendor, or a door for everyone.
 *
 * @param decoder what its bytes mean
 * @param catalogue whether its points are known beforehand
 * @param asked how it is asked; null where it pushes
 */
public record Vendor(Decoder decoder, Catalogue catalogue, @Nullable Asking asked) {
  /** Who says which points there are. */
  public enum Catalogue {
    /** The decoder: a field that it does not know is no point, and is told. */
    CLOSED,
    /** The bodies: a name that was not heard before is a new point. */
    DISCOVERED
  }

  /** One that pushes. */
  public static Vendor pushing(Decoder decoder, Catalogue catalogue) {
    return new Vendor(decoder, catalogue, null);
  }

  /** One that is asked. */
  public static Vendor asked(Decoder decoder, Catalogue catalogue, Asking asked) {
    return new Vendor(decoder, catalogue, asked);
  }

  /** Its name, as it stands in a system's declaration and in {@code telemetry.raw}. */
  public String name() {
    return decoder.vendor();
  }

  /** How it is asked; none where it pushes. */
  public Optional<Asking> asking() {
    return Optional.ofNullable(asked);
  }
}
