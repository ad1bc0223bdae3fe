package telemetry.vendors;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import telemetry.vendors.csv.CsvDecoder;
import telemetry.vendors.fronius.FroniusPushDecoder;
import telemetry.vendors.selectronic.SelectronicDecoder;

/** The decoders that the pipeline knows. */
public final class Decoders {
  private static final Map<String, Decoder> STANDARD =
      List.of(new FroniusPushDecoder(), new SelectronicDecoder(), new CsvDecoder()).stream()
          .collect(Collectors.toUnmodifiableMap(Decoder::vendor, Function.identity()));

  private Decoders() {}

  /** Vendor name to decoder. */
  public static Map<String, Decoder> standard() {
    return STANDARD;
  }
}
