package telemetry.deploy.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * An invented house with panels and a battery. Everything is a function of the instant, so that a
 * second demo says the same of the same minute and changes nothing.
 */
final class DayCurve {
  private static final int MINUTES = 1440;
  private static final double SUNRISE = 5.5 * 60;
  private static final double SUNSET = 18.5 * 60;

  private final ZoneId zone;
  private final double peakW;
  private final double[] solarWh = new double[MINUTES + 1];
  private final double[] loadWh = new double[MINUTES + 1];

  /**
   * A house.
   *
   * @param zone where its sun rises
   * @param peakW what its panels give at noon, in W
   */
  DayCurve(ZoneId zone, double peakW) {
    this.zone = zone;
    this.peakW = peakW;
    for (int minute = 0; minute < MINUTES; minute++) {
      solarWh[minute + 1] = solarWh[minute] + solarW(minute) / 60;
      loadWh[minute + 1] = loadWh[minute] + loadW(minute) / 60;
    }
  }

  /** Power of the panels in W, 0 at night. */
  double solarW(Instant at) {
    return solarW(minuteOfDay(at));
  }

  /** Power that the house uses, in W. */
  double loadW(Instant at) {
    return loadW(minuteOfDay(at));
  }

  /** Power of the battery in W: discharging above 0. It takes or gives half of what is left. */
  double batteryW(Instant at) {
    return round((loadW(at) - solarW(at)) / 2);
  }

  /** Power of the grid in W: importing above 0. */
  double gridW(Instant at) {
    return round(loadW(at) - solarW(at) - batteryW(at));
  }

  /** State of charge in %. */
  double batterySoc(Instant at) {
    double phase = (minuteOfDay(at) - SUNRISE) / MINUTES * 2 * Math.PI;
    return round(55 - 40 * Math.cos(phase - 0.4));
  }

  /** All that the panels ever gave, in Wh. */
  double solarTotalWh(Instant at) {
    return total(at, solarWh);
  }

  /** All that the house ever used, in Wh. */
  double loadTotalWh(Instant at) {
    return total(at, loadWh);
  }

  private double total(Instant at, double[] dayWh) {
    long day = at.atZone(zone).toLocalDate().toEpochDay() - 19_000;
    double minute = minuteOfDay(at);
    int whole = (int) minute;
    double part = (minute - whole) * (dayWh[whole + 1] - dayWh[whole]);
    return round(day * dayWh[MINUTES] + dayWh[whole] + part);
  }

  private double minuteOfDay(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    return local.getHour() * 60 + local.getMinute() + local.getSecond() / 60.0;
  }

  private double solarW(double minute) {
    if (minute <= SUNRISE || minute >= SUNSET) {
      return 0;
    }
    double height = Math.sin((minute - SUNRISE) / (SUNSET - SUNRISE) * Math.PI);
    double clouds = 0.85 + 0.15 * Math.sin(minute / 17) * Math.sin(minute / 5.3);
    return round(peakW * Math.pow(height, 1.3) * clouds);
  }

  private static double loadW(double minute) {
    double meals = bump(minute, 7.3 * 60, 45, 900) + bump(minute, 19 * 60, 90, 1600);
    return round(320 + meals + 60 * Math.sin(minute / 11) + 40 * Math.sin(minute / 3.7));
  }

  private static double bump(double minute, double at, double width, double height) {
    double distance = (minute - at) / width;
    return height * Math.exp(-distance * distance);
  }

  private static double round(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
