package telemetry.vendors.fronius;

import telemetry.model.Kind;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.json.JsonBlanking;
import telemetry.vendors.json.JsonBody;

/**
 * What a Fronius site pushes. Points are named as the body names them:
 *
 * <ul>
 *   <li>{@code solarW solarLocalW solarRemoteW loadW batteryW gridW}: power in W. As in Fronius'
 *       own power flow, {@code batteryW} &gt; 0 is discharging and {@code gridW} &gt; 0 is
 *       importing; {@code solarW} is what the panels give. The sign of {@code loadW} is kept as it
 *       was sent.
 *   <li>{@code batterySOC}: state of charge in %, 0 to 100.
 *   <li>{@code solarWhInterval loadWhInterval batteryInWhInterval batteryOutWhInterval
 *       gridInWhInterval gridOutWhInterval}: energy since the last push in Wh, never negative. When
 *       that push was is not said, so the interval's start stays unknown.
 *   <li>{@code faultCode faultTimestamp generatorStatus}: states.
 * </ul>
 *
 * <p>{@code timestamp} is the instant; {@code siteId}, {@code apiKey} and {@code sequence} are the
 * sender's and no readings. null is missing, 0 is zero, a field that is not there gives nothing.
 */
public final class FroniusPushDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "fronius";

  /** The stream that pushes make. */
  public static final String SOURCE = "fronius.push";

  /** The field that names the site. */
  public static final String SITE = "siteId";

  /** The field that holds the credential. */
  public static final String KEY = "apiKey";

  /** The field that holds the instant. */
  public static final String TIMESTAMP = "timestamp";

  private static final KnownFields FIELDS =
      KnownFields.NONE
          .points(
              Kind.GAUGE,
              "W",
              "solarW",
              "solarLocalW",
              "solarRemoteW",
              "loadW",
              "batteryW",
              "gridW")
          .points(Kind.GAUGE, "%", "batterySOC")
          .points(Kind.STATE, "", "faultCode", "faultTimestamp", "generatorStatus")
          .points(
              Kind.INTERVAL,
              "Wh",
              "solarWhInterval",
              "loadWhInterval",
              "batteryInWhInterval",
              "batteryOutWhInterval",
              "gridInWhInterval",
              "gridOutWhInterval")
          .besides(SITE, KEY, TIMESTAMP, "sequence");

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public byte[] blank(byte[] body) {
    return JsonBlanking.blank(body, KEY);
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.object(raw.body(), meaning.findings())
        .ifPresent(
            fields ->
                fields
                    .isoTime(TIMESTAMP)
                    .ifPresent(time -> fields.put(meaning.poll(SOURCE, time), FIELDS)));
    return meaning.decoded("at least one of " + FIELDS.names());
  }
}
