package telemetry.deploy.demo;

import java.time.ZoneId;
import java.util.List;
import telemetry.model.ApiKeys;
import telemetry.model.SystemDeclaration;
import telemetry.vendors.csv.CsvDecoder;
import telemetry.vendors.fronius.FroniusPushDecoder;
import telemetry.vendors.selectronic.SelectronicDecoder;

/** The three systems. */
final class DemoSystems {
  /** The Fronius that pushes over HTTP. */
  static final int PUSHING = 1;

  /** The Selectronic whose bodies were recorded. */
  static final int RECORDED = 2;

  /** The Fronius home whose columns were recorded. */
  static final int HOME = 3;

  /** How the first is named in its pushes. */
  static final String SITE = "site-demo-1";

  /** Where all of them are: a zone without daylight saving. */
  static final ZoneId ZONE = ZoneId.of("Australia/Brisbane");

  private DemoSystems() {}

  static List<SystemDeclaration> declared(String apiKey) {
    return List.of(
        new SystemDeclaration(
            PUSHING,
            FroniusPushDecoder.VENDOR,
            SITE,
            "Roof in the town",
            ZONE,
            true,
            List.of(ApiKeys.hash(apiKey))),
        new SystemDeclaration(
            RECORDED, SelectronicDecoder.VENDOR, null, "Farm off the grid", ZONE, true, List.of()),
        new SystemDeclaration(
            HOME, CsvDecoder.VENDOR, null, "Home with a battery", ZONE, true, List.of()));
  }
}
