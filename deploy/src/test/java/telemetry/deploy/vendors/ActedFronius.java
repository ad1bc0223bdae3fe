package telemetry.deploy.vendors;

import java.time.Instant;
import java.util.Map;
import telemetry.gateway.fake.FakeVendor;
import telemetry.gateway.fake.FakeVendor.Answer;
import telemetry.gateway.fake.FakeVendor.Asked;

/** A Fronius device at the site, at night: no login, nulls, no battery, and an answer cut off. */
final class ActedFronius {
  private static final String HEAD =
      "{\"Head\": {\"Status\": {\"Code\": 0, \"Reason\": \"\"}, \"Timestamp\": \"%s\"}, \"Body\":"
          + " {\"Data\": ";

  private ActedFronius() {}

  static Actor begin(Instant now) {
    var server = new FakeVendor(asked -> answer(asked, HEAD.formatted(now)));
    server.accidents(FakeVendor.cutOff());
    return new Actor("fronius-local", "", server, Map.of("base", server.base()));
  }

  private static Answer answer(Asked asked, String head) {
    return switch (asked.path()) {
      case "/solar_api/v1/GetPowerFlowRealtimeData.fcgi" ->
          FakeVendor.json(
              head
                  + """
                  {"Site": {"P_PV": null, "P_Akku": null, "P_Load": -412.5, "P_Grid": 412.5,
                            "E_Day": 18186, "E_Total": 25706367}, "Inverters": {}}}}
                  """);
      case "/solar_api/v1/GetInverterRealtimeData.cgi" ->
          FakeVendor.json(
              head
                  + """
                  {"TOTAL_ENERGY": {"Unit": "Wh", "Values": {"1": 25706367}}}}}
                  """);
      case "/solar_api/v1/GetMeterRealtimeData.cgi", "/solar_api/v1/GetStorageRealtimeData.cgi" ->
          FakeVendor.json(head + "{}}}");
      default -> FakeVendor.status(404);
    };
  }
}
