package telemetry.vendors.fronius;

import java.util.Arrays;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.vendors.PointType;

/** What an inverter's page tells, each with its own unit and its values by inverter. */
enum InverterQuantity {
  /** Power to the grid. */
  PAC(Kind.GAUGE, "W"),
  /** Apparent power. */
  SAC(Kind.GAUGE, "VA"),
  /** Current to the grid. */
  IAC(Kind.GAUGE, "A"),
  /** Voltage of the grid. */
  UAC(Kind.GAUGE, "V"),
  /** Frequency of the grid. */
  FAC(Kind.GAUGE, "Hz"),
  /** Current of the panels. */
  IDC(Kind.GAUGE, "A"),
  /** Voltage of the panels. */
  UDC(Kind.GAUGE, "V"),
  /** Energy of the day; restarts at the device's midnight. */
  DAY_ENERGY(Kind.COUNTER, "Wh"),
  /** Energy of the year; restarts. */
  YEAR_ENERGY(Kind.COUNTER, "Wh"),
  /** Energy since ever. */
  TOTAL_ENERGY(Kind.COUNTER, "Wh");

  private final Kind kind;
  private final String unit;

  InverterQuantity(Kind kind, String unit) {
    this.kind = kind;
    this.unit = unit;
  }

  static Optional<InverterQuantity> of(String name) {
    return Arrays.stream(values()).filter(quantity -> quantity.name().equals(name)).findFirst();
  }

  String unit() {
    return unit;
  }

  /** The point that it is of an inverter. */
  PointType point(String inverter) {
    return new PointType("inverter/" + inverter + "/" + name(), kind, unit);
  }
}
