package telemetry.vendors;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import telemetry.vendors.Vendor.Catalogue;
import telemetry.vendors.amber.AmberAsking;
import telemetry.vendors.amber.AmberDecoder;
import telemetry.vendors.csv.CsvDecoder;
import telemetry.vendors.enphase.EnphaseAsking;
import telemetry.vendors.enphase.EnphaseDecoder;
import telemetry.vendors.envoy.EnvoyAsking;
import telemetry.vendors.envoy.EnvoyDecoder;
import telemetry.vendors.fronius.FroniusLocalAsking;
import telemetry.vendors.fronius.FroniusLocalDecoder;
import telemetry.vendors.fronius.FroniusPushDecoder;
import telemetry.vendors.general.GeneralDecoder;
import telemetry.vendors.mondo.MondoAsking;
import telemetry.vendors.mondo.MondoDecoder;
import telemetry.vendors.selectronic.SelectronicAsking;
import telemetry.vendors.selectronic.SelectronicDecoder;

/** The vendors that the pipeline knows: the one list of them. */
public final class Vendors {
  private static final Map<String, Vendor> STANDARD =
      List.of(
              Vendor.asked(new AmberDecoder(), Catalogue.CLOSED, new AmberAsking()),
              Vendor.pushing(new CsvDecoder(), Catalogue.DISCOVERED),
              Vendor.asked(new EnphaseDecoder(), Catalogue.CLOSED, new EnphaseAsking()),
              Vendor.asked(new EnvoyDecoder(), Catalogue.CLOSED, new EnvoyAsking()),
              Vendor.pushing(new FroniusPushDecoder(), Catalogue.CLOSED),
              Vendor.asked(new FroniusLocalDecoder(), Catalogue.CLOSED, new FroniusLocalAsking()),
              Vendor.pushing(new GeneralDecoder(), Catalogue.DISCOVERED),
              Vendor.asked(new MondoDecoder(), Catalogue.DISCOVERED, new MondoAsking()),
              Vendor.asked(new SelectronicDecoder(), Catalogue.CLOSED, new SelectronicAsking()))
          .stream()
          .collect(Collectors.toUnmodifiableMap(Vendor::name, Function.identity()));

  private Vendors() {}

  /** By their names. */
  public static Map<String, Vendor> standard() {
    return STANDARD;
  }
}
