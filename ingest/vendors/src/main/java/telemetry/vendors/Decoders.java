package telemetry.vendors;

import java.util.Map;
import java.util.stream.Collectors;

/** The decoders of the {@linkplain Vendors vendors} that the pipeline knows. */
public final class Decoders {
  private static final Map<String, Decoder> STANDARD =
      Vendors.standard().values().stream()
          .collect(Collectors.toUnmodifiableMap(Vendor::name, Vendor::decoder));

  private Decoders() {}

  /** Vendor name to decoder. */
  public static Map<String, Decoder> standard() {
    return STANDARD;
  }
}
