package telemetry.vendors.amber;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import telemetry.model.Kind;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.vendors.Decoded;
import telemetry.vendors.Decoder;
import telemetry.vendors.KnownFields;
import telemetry.vendors.Meaning;
import telemetry.vendors.PointType;
import telemetry.vendors.Poll;
import telemetry.vendors.json.Fields;
import telemetry.vendors.json.JsonBody;

/**
 * Intervals of usage and of prices, as Amber's API lists them: one item a channel and interval. The
 * items of one interval are one poll, at the interval's end.
 *
 * <ul>
 *   <li>Usage, source {@code amber.usage}, by the meter's channel: {@code E1/kwh} in kWh and {@code
 *       E1/cost} in cents are amounts of the interval, {@code E1/perKwh} is the price in c/kWh.
 *       What is fed in ({@code B1}) is negative, as Amber sends it. Estimated until it is billable.
 *   <li>Prices, source {@code amber.prices}, by the channel's type, since prices name no meter:
 *       {@code general/perKwh}, {@code feedIn/perKwh}, {@code controlledLoad/perKwh} in c/kWh.
 *   <li>Both: {@code spotPerKwh} in c/kWh and {@code renewables} in %, 0 to 100, which belong to
 *       the interval and stand in the item of each of its channels.
 * </ul>
 *
 * <p>What is forecast, or not over yet, is no reading and is left out. An empty list is an answer:
 * today's usage is not known today. Source of these facts: Amber's public OpenAPI document.
 */
public final class AmberDecoder implements Decoder {
  /** The vendor's name. */
  public static final String VENDOR = "amber";

  private static final String CHANNEL = "channelIdentifier";
  private static final String QUALITY = "quality";
  private static final Map<String, Quality> QUALITIES =
      Map.of("estimated", Quality.ESTIMATED, "billable", Quality.GOOD);
  private static final int LONGEST_MINUTES = 1440;
  private static final List<PointType> OF_THE_INTERVAL =
      List.of(
          new PointType("spotPerKwh", Kind.GAUGE, "c/kWh"),
          new PointType("renewables", Kind.GAUGE, "%"));
  private static final KnownFields AROUND =
      KnownFields.NONE.besides(
          "type",
          "duration",
          "date",
          "nemTime",
          "startTime",
          "endTime",
          "channelType",
          "spotPerKwh",
          "renewables",
          "spikeStatus",
          "descriptor",
          "tariffInformation");
  private static final KnownFields PRICE =
      AROUND.points(Kind.GAUGE, "c/kWh", "perKwh").besides("range", "estimate");
  private static final KnownFields USAGE =
      AROUND
          .points(Kind.GAUGE, "c/kWh", "perKwh")
          .points(Kind.INTERVAL, "kWh", "kwh")
          .points(Kind.INTERVAL, "c", "cost")
          .besides(CHANNEL, QUALITY);

  @Override
  public String vendor() {
    return VENDOR;
  }

  @Override
  public Decoded decode(RawReading raw, RawPosition position) {
    var meaning = new Meaning(raw, position);
    JsonBody.tree(raw.body(), "a JSON array of intervals", meaning.findings())
        .ifPresent(tree -> read(tree, meaning));
    return meaning.decoded();
  }

  private static void read(JsonNode tree, Meaning meaning) {
    if (!tree.isArray()) {
      meaning
          .findings()
          .refuse(
              RejectReason.MALFORMED_BODY,
              "body",
              "a JSON array of intervals",
              JsonBody.typeOf(tree));
      return;
    }
    for (Fields item : Fields.list("", tree, meaning.findings())) {
      item.text("type").ifPresent(type -> read(type, item, meaning));
    }
  }

  private static void read(String type, Fields item, Meaning meaning) {
    switch (type) {
      case "Usage" ->
          quality(item)
              .ifPresent(
                  quality -> put(item, AmberAsking.USAGE.name(), CHANNEL, USAGE, quality, meaning));
      case "ActualInterval" ->
          put(item, AmberAsking.PRICES.name(), "channelType", PRICE, Quality.GOOD, meaning);
      case "CurrentInterval", "ForecastInterval" -> {
        // Not over when it was told; once it is, Amber tells it as an ActualInterval.
      }
      default ->
          item.refuse(
              "type",
              "one of Usage, ActualInterval, CurrentInterval, ForecastInterval",
              "'" + type + "'");
    }
  }

  private static Optional<Quality> quality(Fields item) {
    return item.text(QUALITY)
        .flatMap(
            text -> {
              Optional<Quality> quality = Optional.ofNullable(QUALITIES.get(text));
              if (quality.isEmpty()) {
                item.refuse(QUALITY, "estimated or billable", "'" + text + "'");
              }
              return quality;
            });
  }

  private static void put(
      Fields item,
      String source,
      String channelField,
      KnownFields known,
      Quality quality,
      Meaning meaning) {
    Optional<Instant> end = item.isoTime("endTime");
    Optional<String> channel = item.text(channelField);
    Optional<Long> minutes = item.whole("duration");
    if (end.isEmpty() || channel.isEmpty() || minutes.isEmpty()) {
      return;
    }
    if (minutes.get() < 1 || minutes.get() > LONGEST_MINUTES) {
      item.refuse("duration", "minutes from 1 to " + LONGEST_MINUTES, minutes.get().toString());
      return;
    }
    Poll poll = meaning.poll(source, end.get());
    poll.intervalStart(end.get().minus(Duration.ofMinutes(minutes.get())));
    item.put(poll, known.below(channel.get() + "/"), quality);
    for (PointType type : OF_THE_INTERVAL) {
      if (item.has(type.path()) && !poll.offer(type, item.value(type, type.path()), quality)) {
        item.tell(type.path());
      }
    }
  }
}
