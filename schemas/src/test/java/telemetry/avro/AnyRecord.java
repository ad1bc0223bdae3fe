package telemetry.avro;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.jspecify.annotations.Nullable;
import telemetry.model.AcceptedGap;
import telemetry.model.Aggregate;
import telemetry.model.Control;
import telemetry.model.CounterLimits;
import telemetry.model.Emitted;
import telemetry.model.Epoch;
import telemetry.model.Event;
import telemetry.model.EventType;
import telemetry.model.ImportPlace;
import telemetry.model.Kind;
import telemetry.model.LastBatch;
import telemetry.model.Op;
import telemetry.model.Origin;
import telemetry.model.PointAlias;
import telemetry.model.PointKey;
import telemetry.model.PointValue;
import telemetry.model.PollPlace;
import telemetry.model.Quality;
import telemetry.model.RawPosition;
import telemetry.model.RawReading;
import telemetry.model.Redefinition;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.model.SystemDeclaration;
import telemetry.model.SystemReading;
import telemetry.model.Value;

/** Every record that may be. */
public final class AnyRecord {
  private AnyRecord() {}

  /** Any of them. */
  public static Arbitrary<RawReading> raw() {
    return Combinators.combine(
            system(), text(), instant(), text(), Arbitraries.bytes().array(byte[].class))
        .as(RawReading::new);
  }

  /** Any of them. */
  public static Arbitrary<SystemReading> reading() {
    Arbitrary<List<PointValue>> values =
        value().list().ofMinSize(1).ofMaxSize(30).uniqueElements(PointValue::point);
    return Combinators.combine(
            Combinators.combine(system(), text(), path()).as(Names::new),
            Arbitraries.of(Op.class),
            instant(),
            Arbitraries.integers().between(0, 100_000_000).injectNull(0.3),
            instant(),
            position().injectNull(0.3),
            Arbitraries.integers().injectNull(0.5),
            values)
        .as(AnyRecord::reading);
  }

  /** Any of them. */
  public static Arbitrary<Aggregate> aggregate() {
    return Combinators.combine(
            Combinators.combine(system(), path()).as(PointKey::new),
            Arbitraries.of(Kind.class),
            instant(),
            number().injectNull(0.2).list().ofSize(5),
            Combinators.combine(text(), instant()).as(TextAndTime::new).injectNull(0.3),
            Arbitraries.integers().between(0, Integer.MAX_VALUE).list().ofSize(3),
            Combinators.combine(Arbitraries.integers(), Arbitraries.longs(), Arbitraries.integers())
                .as(Revision::new),
            Combinators.combine(
                    Arbitraries.of(Quality.GOOD, Quality.ESTIMATED),
                    Arbitraries.of(Status.PROVISIONAL, Status.SETTLED, Status.CORRECTED),
                    Arbitraries.of(Origin.class))
                .as(Standing::new))
        .as(AnyRecord::aggregate);
  }

  /** Any of them. */
  public static Arbitrary<SystemDeclaration> declaration() {
    return Combinators.combine(
            system(),
            text(),
            text().injectNull(0.3),
            text(),
            Arbitraries.of(ZoneId.getAvailableZoneIds()).map(ZoneId::of),
            Arbitraries.of(true, false),
            text().list().ofMaxSize(5),
            Arbitraries.maps(text(), text()).ofMaxSize(5))
        .as(SystemDeclaration::new);
  }

  /** Any of them. */
  public static Arbitrary<Control> control() {
    return Arbitraries.oneOf(
        Combinators.combine(
                Arbitraries.integers(),
                text(),
                Arbitraries.integers(),
                Arbitraries.integers(),
                text(),
                instant(),
                Arbitraries.maps(
                        path().map(path -> "*/" + path),
                        Arbitraries.doubles().greaterThan(0).lessThan(1e12))
                    .ofMaxSize(5)
                    .map(CounterLimits::new),
                Arbitraries.integers())
            .as(Epoch::new),
        Combinators.combine(Arbitraries.integers(), Arbitraries.longs()).as(Emitted::new),
        Combinators.combine(
                system(),
                text(),
                Combinators.combine(instant(), instant()).as(PollPlace.Span::new).injectNull(0.5),
                instant())
            .as(PollPlace::new),
        Combinators.combine(
                text(), text(), Arbitraries.longs().list().ofSize(10), Arbitraries.of(true, false))
            .as(
                (name, table, n, done) ->
                    new ImportPlace(
                        name, table, n.get(0), n.get(1), n.get(2), n.get(3), n.get(4), n.get(5),
                        n.get(6), n.get(7), done, n.get(8), n.get(9))),
        Combinators.combine(system(), path(), path(), Arbitraries.integers())
            .filter((system, from, into, batch) -> !from.equals(into))
            .as(PointAlias::new),
        Arbitraries.integers().map(LastBatch::new),
        Combinators.combine(
                system(),
                path().injectNull(0.3),
                instant(),
                Arbitraries.longs().between(1, 1_000_000),
                text(),
                text(),
                instant())
            .as(
                (system, path, after, millis, who, reason, at) ->
                    new AcceptedGap(
                        system, path, after, after.plusMillis(millis), who, reason, at)),
        Combinators.combine(
                system(),
                path(),
                meaning(),
                meaning().list().ofMinSize(1).ofMaxSize(3),
                Arbitraries.longs().between(0, Long.MAX_VALUE),
                text(),
                text(),
                instant())
            .as(Redefinition::new));
  }

  private static Arbitrary<Redefinition.Meaning> meaning() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.of("", "W", "kWh"))
        .as(Redefinition.Meaning::new);
  }

  /** Any of them. */
  public static Arbitrary<Event> event() {
    return Combinators.combine(
            Arbitraries.of(EventType.class),
            system(),
            path().injectNull(0.3),
            instant(),
            Arbitraries.maps(text(), text()).ofMaxSize(5))
        .as(Event::new);
  }

  private static SystemReading reading(
      Names names,
      Op op,
      Instant at,
      @Nullable Integer before,
      Instant received,
      @Nullable RawPosition raw,
      @Nullable Integer batch,
      List<PointValue> values) {
    return new SystemReading(
        names.system,
        names.vendor,
        names.source,
        op,
        at,
        before == null ? null : at.minusMillis(before),
        received,
        raw,
        batch,
        op == Op.VOID ? List.of() : values);
  }

  private static Aggregate aggregate(
      PointKey key,
      Kind kind,
      Instant start,
      List<@Nullable Double> numbers,
      @Nullable TextAndTime text,
      List<Integer> counts,
      Revision revision,
      Standing standing) {
    boolean gauge = kind == Kind.GAUGE;
    boolean grows = kind == Kind.COUNTER || kind == Kind.INTERVAL;
    boolean empty = counts.get(0) == 0 && counts.get(1) == 0;
    return new Aggregate(
        key,
        kind,
        "W",
        start,
        start.plusSeconds(300),
        gauge ? numbers.get(0) : null,
        gauge ? numbers.get(1) : null,
        gauge ? numbers.get(2) : null,
        numbers.get(3),
        kind == Kind.STATE && text != null ? text.text : null,
        grows ? numbers.get(4) : null,
        grows && text != null ? text.time : null,
        counts.get(0),
        counts.get(1),
        counts.get(2),
        standing.quality,
        empty ? Status.EMPTY : standing.status,
        revision,
        standing.origin);
  }

  private static Arbitrary<PointValue> value() {
    return Combinators.combine(
            path(),
            Arbitraries.of(Kind.class),
            Arbitraries.strings().ascii().ofMaxLength(PointValue.MAX_UNIT),
            Arbitraries.oneOf(
                Arbitraries.doubles().between(-Value.MOST, Value.MOST).map(Value::of),
                text().map(Value::of),
                Arbitraries.just(Value.MISSING)),
            Arbitraries.of(Quality.class))
        .as(PointValue::new);
  }

  private static Arbitrary<RawPosition> position() {
    return Combinators.combine(
            Arbitraries.integers().greaterOrEqual(0), Arbitraries.longs().greaterOrEqual(0))
        .as(RawPosition::new);
  }

  private static Arbitrary<Integer> system() {
    return Arbitraries.integers().greaterOrEqual(1);
  }

  private static Arbitrary<Double> number() {
    return Arbitraries.doubles();
  }

  private static Arbitrary<Instant> instant() {
    return Arbitraries.longs()
        .between(-62_000_000_000_000L, 253_402_300_799_999L)
        .map(Instant::ofEpochMilli);
  }

  private static Arbitrary<String> path() {
    return Arbitraries.strings()
        .withChars("abcdefghijklmnopqrstuvwxyz0123456789/_.é漢")
        .ofMinLength(1)
        .ofMaxLength(PointKey.MAX_PATH);
  }

  /** Any text that UTF-8 can hold; half a surrogate pair is none. */
  private static StringArbitrary text() {
    return Arbitraries.strings().withCharRange('\0', '\ud7ff').ofMaxLength(100);
  }

  private record Names(int system, String vendor, String source) {}

  private record TextAndTime(String text, Instant time) {}

  private record Standing(Quality quality, Status status, Origin origin) {}
}
