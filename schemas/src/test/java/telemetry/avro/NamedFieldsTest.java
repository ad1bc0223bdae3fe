package telemetry.avro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.junit.jupiter.api.Test;
import telemetry.model.AcceptedGap;
import telemetry.model.Aggregate;
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

/**
 * What Avro's own reader finds under each name. A codec that mixed up two fields of one type, both
 * ways, would still read what it writes.
 */
class NamedFieldsTest {
  @Test
  void raw() throws IOException {
    assertThat(
            named(
                Codecs.RAW,
                new RawReading(1, "v", at(2), "c", "b".getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(
            "{'systemId': 1, 'vendor': 'v', 'receivedAt': 2, 'contentType': 'c', 'body': 'b'}");
  }

  @Test
  void reading() throws IOException {
    var value = new PointValue("p", Kind.COUNTER, "u", Value.of(7.5), Quality.ESTIMATED);
    assertThat(
            named(
                Codecs.READING,
                new SystemReading(
                    1,
                    "v",
                    "s",
                    Op.PUT,
                    at(3),
                    at(2),
                    at(4),
                    new RawPosition(5, 6),
                    8,
                    List.of(value))))
        .isEqualTo(
            "{'systemId': 1, 'vendor': 'v', 'source': 's', 'op': 'PUT', 'measuredAt': 3,"
                + " 'intervalStart': 2, 'receivedAt': 4, 'raw': {'partition': 5, 'offset': 6},"
                + " 'batch': 8, 'values': [{'point': 'p', 'kind': 'COUNTER', 'unit': 'u',"
                + " 'value': 7.5, 'quality': 'ESTIMATED'}]}");
  }

  @Test
  void aggregateOfAGauge() throws IOException {
    assertThat(
            named(
                Codecs.AGGREGATE,
                new Aggregate(
                    new PointKey(1, "p"),
                    Kind.GAUGE,
                    "u",
                    at(2),
                    at(3),
                    4.0,
                    5.0,
                    6.0,
                    7.0,
                    null,
                    null,
                    null,
                    8,
                    9,
                    10,
                    Quality.ESTIMATED,
                    Status.SETTLED,
                    new Revision(11, 12, 13),
                    Origin.REPLAY)))
        .isEqualTo(
            "{'systemId': 1, 'point': 'p', 'kind': 'GAUGE', 'unit': 'u', 'intervalStart': 2,"
                + " 'intervalEnd': 3, 'avg': 4.0, 'min': 5.0, 'max': 6.0, 'last': 7.0,"
                + " 'lastText': null, 'delta': null, 'deltaSince': null, 'sampleCount': 8,"
                + " 'errorCount': 9, 'resetCount': 10, 'quality': 'ESTIMATED',"
                + " 'status': 'SETTLED', 'revision': {'epoch': 11, 'offset': 12, 'batch': 13},"
                + " 'origin': 'REPLAY'}");
  }

  @Test
  void aggregateOfACounter() throws IOException {
    assertThat(
            named(
                Codecs.AGGREGATE,
                new Aggregate(
                    new PointKey(1, "p"),
                    Kind.COUNTER,
                    "u",
                    at(2),
                    at(3),
                    null,
                    null,
                    null,
                    4.0,
                    null,
                    5.0,
                    at(1),
                    8,
                    9,
                    10,
                    Quality.GOOD,
                    Status.CORRECTED,
                    new Revision(11, 12, 13),
                    Origin.LIVE)))
        .contains("'last': 4.0, 'lastText': null, 'delta': 5.0, 'deltaSince': 1,")
        .contains("'quality': 'GOOD', 'status': 'CORRECTED'")
        .contains("'origin': 'LIVE'");
  }

  @Test
  void system() throws IOException {
    assertThat(
            named(
                Codecs.SYSTEM,
                new SystemDeclaration(
                    1,
                    "v",
                    "s",
                    "n",
                    ZoneId.of("Australia/Sydney"),
                    true,
                    List.of("h"),
                    Map.of("k", "env:K"))))
        .isEqualTo(
            "{'systemId': 1, 'vendor': 'v', 'siteId': 's', 'name': 'n',"
                + " 'timezone': 'Australia/Sydney', 'status': 'ACTIVE', 'apiKeyHashes': ['h'],"
                + " 'access': {'k': 'env:K'}}");
  }

  @Test
  void epoch() throws IOException {
    assertThat(
            named(
                Codecs.CONTROL,
                new Epoch(1, "t", 2, 3, "r", at(4), new CounterLimits(Map.of("6/p", 5.0)), 1)))
        .isEqualTo(
            "{'value': {'epoch': 1, 'topicId': 't', 'partitions': 2, 'rules': 3, 'reason': 'r',"
                + " 'raisedAt': 4, 'maxPerHour': {'6/p': 5.0}, 'logSince': 1}}");
  }

  @Test
  void emitted() throws IOException {
    assertThat(named(Codecs.CONTROL, new Emitted(1, 2)))
        .isEqualTo("{'value': {'partition': 1, 'offset': 2}}");
  }

  @Test
  void place() throws IOException {
    assertThat(
            named(Codecs.CONTROL, new PollPlace(1, "q", new PollPlace.Span(at(2), at(4)), at(3))))
        .isEqualTo(
            "{'value': {'systemId': 1, 'question': 'q', 'backfill': {'from': 2, 'to': 4}, 'until':"
                + " 3}}");
    assertThat(named(Codecs.CONTROL, new PollPlace(1, "q", null, at(3))))
        .contains("'backfill': null");
  }

  @Test
  void importsAliasesAndGaps() throws IOException {
    assertThat(
            named(Codecs.CONTROL, new ImportPlace("n", "t", 1, 2, 3, 4, 5, 6, 7, 8, true, 9, 10)))
        .isEqualTo(
            "{'value': {'name': 'n', 'table': 't', 'rows': 1, 'sent': 2, 'repeated': 3, 'present': 4,"
                + " 'refused': 5, 'other': 6, 'values': 7, 'millis': 8, 'done': true, 'meaning': 9, 'content':"
                + " 10}}");
    assertThat(named(Codecs.CONTROL, new PointAlias(1, "f", "i", 2)))
        .isEqualTo("{'value': {'systemId': 1, 'from': 'f', 'into': 'i', 'batch': 2}}");
    assertThat(named(Codecs.CONTROL, new LastBatch(1))).isEqualTo("{'value': {'number': 1}}");
    assertThat(named(Codecs.CONTROL, new AcceptedGap(1, "p", at(2), at(3), "w", "r", at(4))))
        .isEqualTo(
            "{'value': {'systemId': 1, 'point': 'p', 'after': 2, 'until': 3, 'who': 'w', 'reason':"
                + " 'r', 'at': 4}}");
  }

  @Test
  void redefinition() throws IOException {
    var meaning = new Redefinition.Meaning(Kind.COUNTER, "Wh");
    var former = List.of(new Redefinition.Meaning(Kind.GAUGE, "W"));
    assertThat(named(Codecs.CONTROL, new Redefinition(1, "p", meaning, former, 2, "w", "r", at(3))))
        .isEqualTo(
            "{'value': {'systemId': 1, 'path': 'p', 'now': {'kind': 'COUNTER', 'unit': 'Wh'},"
                + " 'former': [{'kind': 'GAUGE', 'unit': 'W'}], 'since': 2, 'who': 'w', 'reason':"
                + " 'r', 'at': 3}}");
  }

  @Test
  void event() throws IOException {
    assertThat(named(Codecs.EVENT, new Event(EventType.LATE, 1, "p", at(2), Map.of("k", "w"))))
        .isEqualTo("{'type': 'LATE', 'systemId': 1, 'point': 'p', 'at': 2, 'details': {'k': 'w'}}");
  }

  private static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  private static <T> String named(Codec<T> codec, T value) throws IOException {
    AvroOut out = new AvroOut().begin(new byte[0]);
    codec.write(value, out);
    return new GenericDatumReader<>(codec.schema())
        .read(null, DecoderFactory.get().binaryDecoder(out.toBytes(), null))
        .toString()
        .replace('"', '\'');
  }
}
