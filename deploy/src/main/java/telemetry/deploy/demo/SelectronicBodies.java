package telemetry.deploy.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What the Selectronic says when it is asked at an instant. */
final class SelectronicBodies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double WH_PER_KWH = 1000;

  private final DayCurve curve = new DayCurve(DemoSystems.ZONE, 8800);

  /** One body, a line. */
  String at(Instant at) {
    ObjectNode body = JSON.createObjectNode();
    body.putObject("device").put("name", "Selectronic SP-PRO");
    ObjectNode items = body.putObject("items");
    items.put("battery_soc", curve.batterySoc(at));
    items.put("battery_w", curve.batteryW(at));
    items.put("grid_w", 0.0);
    items.put("load_w", curve.loadW(at));
    items.put("shunt_w", curve.gridW(at));
    items.put("solarinverter_w", curve.solarW(at));
    items.put("solar_w", curve.solarW(at));
    items.put("solar_wh_total", curve.solarTotalWh(at) / WH_PER_KWH);
    items.put("load_wh_total", curve.loadTotalWh(at) / WH_PER_KWH);
    items.put("grid_in_wh_total", 0.0);
    items.put("grid_out_wh_total", 0.0);
    items.put("fault_code", 0);
    items.put("gen_status", 0);
    items.put("timestamp", at.getEpochSecond());
    body.put("item_count", items.size());
    body.put("now", at.getEpochSecond());
    return body.toString();
  }
}
