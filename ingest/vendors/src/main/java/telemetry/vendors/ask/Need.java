package telemetry.vendors.ask;

import org.jspecify.annotations.Nullable;

/**
 * Something that must be given before a vendor can be asked.
 *
 * @param name like {@code base} or {@code apiKey}
 * @param secret whether it is a credential: given by reference, never logged, never in a topic
 * @param standard what it is where nothing is given; null where something must be
 * @param text what it is, for people
 */
public record Need(String name, boolean secret, @Nullable String standard, String text) {
  /** The name under which the address of the vendor's API is given. */
  public static final String BASE = "base";

  /** The address of the vendor's API, without a slash at its end. */
  public static Need base(String standard) {
    return new Need(BASE, false, standard, "the address of its API");
  }

  /** The address of a device at the site, which nobody knows beforehand. */
  public static Need device() {
    return new Need(BASE, false, null, "the address of the device, like http://192.168.1.20");
  }

  /** A credential. */
  public static Need secret(String name, String text) {
    return new Need(name, true, null, text);
  }
}
