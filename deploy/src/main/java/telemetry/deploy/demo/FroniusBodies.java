package telemetry.deploy.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/** What the pushing Fronius says at an instant. */
final class FroniusBodies {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DayCurve curve = new DayCurve(DemoSystems.ZONE, 5200);
  private final String apiKey;

  FroniusBodies(String apiKey) {
    this.apiKey = apiKey;
  }

  /**
   * One push.
   *
   * @param at when it was measured
   * @param since how long after the push before
   */
  String at(Instant at, Duration since) {
    double hours = since.toMillis() / 3_600_000.0;
    double battery = curve.batteryW(at);
    double grid = curve.gridW(at);
    ObjectNode body = JSON.createObjectNode();
    body.put("siteId", DemoSystems.SITE);
    body.put("apiKey", apiKey);
    body.put("timestamp", at.toString());
    body.put("sequence", at.getEpochSecond());
    body.put("solarW", curve.solarW(at));
    body.put("solarLocalW", curve.solarW(at));
    body.putNull("solarRemoteW");
    body.put("loadW", curve.loadW(at));
    body.put("batteryW", battery);
    body.put("gridW", grid);
    body.put("batterySOC", curve.batterySoc(at));
    body.putNull("faultCode");
    body.put("solarWhInterval", curve.solarW(at) * hours);
    body.put("loadWhInterval", curve.loadW(at) * hours);
    body.put("batteryInWhInterval", Math.max(0, -battery) * hours);
    body.put("batteryOutWhInterval", Math.max(0, battery) * hours);
    body.put("gridInWhInterval", Math.max(0, grid) * hours);
    body.put("gridOutWhInterval", Math.max(0, -grid) * hours);
    return body.toString();
  }
}
