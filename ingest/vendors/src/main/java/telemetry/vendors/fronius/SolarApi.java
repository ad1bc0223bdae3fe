package telemetry.vendors.fronius;

import telemetry.model.Kind;
import telemetry.vendors.KnownFields;

/**
 * The words of the Fronius Solar API v1. Signs are Fronius' own: {@code P_Grid} &gt; 0 is
 * importing, {@code P_Akku} &gt; 0 is discharging, {@code P_Load} &lt; 0 is consuming. Energies of
 * the day and the year are counters that restart.
 */
final class SolarApi {
  static final String POWER_FLOW = "fronius.powerflow";
  static final String INVERTER = "fronius.inverter";
  static final String METER = "fronius.meter";
  static final String STORAGE = "fronius.storage";

  private static final KnownFields ENERGIES =
      KnownFields.NONE.points(Kind.COUNTER, "Wh", "E_Day", "E_Year", "E_Total");

  /** {@code Body.Data.Site} of the power flow. */
  static final KnownFields SITE =
      ENERGIES
          .points(Kind.GAUGE, "W", "P_PV", "P_Load", "P_Grid", "P_Akku")
          .points(Kind.GAUGE, "%", "rel_Autonomy", "rel_SelfConsumption")
          .points(Kind.STATE, "", "Mode", "Meter_Location", "BatteryStandby", "BackupMode");

  /** One of {@code Body.Data.Inverters} of the power flow. */
  static final KnownFields FLOW_INVERTER =
      ENERGIES
          .points(Kind.GAUGE, "W", "P")
          .points(Kind.GAUGE, "%", "SOC")
          .points(Kind.STATE, "", "Battery_Mode")
          .besides("DT", "CID");

  /** A meter. */
  static final KnownFields OF_METER =
      KnownFields.NONE
          .points(
              Kind.GAUGE,
              "A",
              "Current_AC_Sum",
              "Current_AC_Phase_1",
              "Current_AC_Phase_2",
              "Current_AC_Phase_3")
          .points(
              Kind.GAUGE,
              "V",
              "Voltage_AC_Phase_1",
              "Voltage_AC_Phase_2",
              "Voltage_AC_Phase_3",
              "Voltage_AC_PhaseToPhase_12",
              "Voltage_AC_PhaseToPhase_23",
              "Voltage_AC_PhaseToPhase_31")
          .points(
              Kind.GAUGE,
              "W",
              "PowerReal_P_Sum",
              "PowerReal_P_Phase_1",
              "PowerReal_P_Phase_2",
              "PowerReal_P_Phase_3")
          .points(
              Kind.GAUGE,
              "var",
              "PowerReactive_Q_Sum",
              "PowerReactive_Q_Phase_1",
              "PowerReactive_Q_Phase_2",
              "PowerReactive_Q_Phase_3")
          .points(
              Kind.GAUGE,
              "VA",
              "PowerApparent_S_Sum",
              "PowerApparent_S_Phase_1",
              "PowerApparent_S_Phase_2",
              "PowerApparent_S_Phase_3")
          .points(
              Kind.GAUGE,
              "",
              "PowerFactor_Sum",
              "PowerFactor_Phase_1",
              "PowerFactor_Phase_2",
              "PowerFactor_Phase_3")
          .points(Kind.GAUGE, "Hz", "Frequency_Phase_Average")
          .points(
              Kind.COUNTER,
              "Wh",
              "EnergyReal_WAC_Sum_Produced",
              "EnergyReal_WAC_Sum_Consumed",
              "EnergyReal_WAC_Plus_Absolute",
              "EnergyReal_WAC_Minus_Absolute",
              "EnergyReal_WAC_Plus_Relative",
              "EnergyReal_WAC_Minus_Relative")
          .points(
              Kind.COUNTER,
              "varh",
              "EnergyReactive_VArAC_Sum_Produced",
              "EnergyReactive_VArAC_Sum_Consumed")
          .points(Kind.STATE, "", "Enable", "Visible", "Meter_Location_Current")
          .besides("Details", "TimeStamp");

  private static final KnownFields OF_CELLS =
      KnownFields.NONE
          .points(Kind.GAUGE, "%", "StateOfCharge_Relative")
          .points(Kind.GAUGE, "Wh", "Capacity_Maximum", "DesignedCapacity")
          .points(Kind.GAUGE, "A", "Current_DC")
          .points(
              Kind.GAUGE, "V", "Voltage_DC", "Voltage_DC_Maximum_Cell", "Voltage_DC_Minimum_Cell")
          .points(
              Kind.GAUGE,
              "°C",
              "Temperature_Cell",
              "Temperature_Cell_Maximum",
              "Temperature_Cell_Minimum")
          .points(Kind.STATE, "", "Enable", "Status_BatteryCell")
          .besides("Details", "TimeStamp");

  /** The controller of a storage. */
  static final KnownFields OF_CONTROLLER = OF_CELLS;

  /** One of its modules. */
  static final KnownFields OF_MODULE = OF_CELLS.points(Kind.COUNTER, "", "CycleCount_BatteryCell");

  private SolarApi() {}
}
