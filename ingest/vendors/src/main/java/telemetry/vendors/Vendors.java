package telemetry.vendors;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import telemetry.vendors.Vendor.Catalogue;
import telemetry.vendors.amber.AmberAsking;
import telemetry.vendors.amber.AmberDecoder;
import telemetry.vendors.csv.CsvDecoder;
import telemetry.vendors.fronius.FroniusPushDecoder;
import telemetry.vendors.general.GeneralDecoder;
import telemetry.vendors.selectronic.SelectronicDecoder;

/** The vendors that the pipeline knows: the one list of them. */
public final class Vendors {
  private static final Map<String, Vendor> STANDARD =
      List.of(
              Vendor.asked(new AmberDecoder(), Catalogue.CLOSED, new AmberAsking()),
              Vendor.pushing(new CsvDecoder(), Catalogue.DISCOVERED),
              Vendor.pushing(new FroniusPushDecoder(), Catalogue.CLOSED),
              Vendor.pushing(new GeneralDecoder(), Catalogue.DISCOVERED),
              Vendor.pushing(new SelectronicDecoder(), Catalogue.CLOSED))
          .stream()
          .collect(Collectors.toUnmodifiableMap(Vendor::name, Function.identity()));

  private Vendors() {}

  /** By their names. */
  public static Map<String, Vendor> standard() {
    return STANDARD;
  }
}
