package telemetry.vendors;

import java.util.Map;
import java.util.stream.Collectors;
import telemetry.vendors.ask.Asking;

/** How those of the {@linkplain Vendors vendors} are asked that do not push. */
public final class Askings {
  private static final Map<String, Asking> STANDARD =
      Vendors.standard().values().stream()
          .filter(vendor -> vendor.asking().isPresent())
          .collect(
              Collectors.toUnmodifiableMap(Vendor::name, vendor -> vendor.asking().orElseThrow()));

  private Askings() {}

  /** Vendor name to how it is asked. */
  public static Map<String, Asking> standard() {
    return STANDARD;
  }
}
