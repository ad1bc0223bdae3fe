package telemetry.sink.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import telemetry.model.Aggregate;
import telemetry.model.Revision;
import telemetry.model.Status;
import telemetry.sink.Samples;

class NewestLaws {
  @Provide
  Arbitrary<List<Aggregate>> aggregates() {
    Arbitrary<Revision> revisions =
        Combinators.combine(
                Arbitraries.integers().between(0, 1),
                Arbitraries.longs().between(0, 3),
                Arbitraries.integers().between(0, 1))
            .as(Revision::new);
    return Combinators.combine(
            Arbitraries.of("6/a", "6/b", "10/a", "2/z"),
            Arbitraries.integers().between(0, 2),
            revisions,
            Arbitraries.of(Status.class))
        // Equal knowledge is an equal row: the value follows from the revision.
        .as(
            (key, step, revision, status) ->
                Samples.gauge(
                    key,
                    Samples.END.plusSeconds(300L * step),
                    revision.offset() + 10.0 * revision.batch(),
                    revision,
                    status))
        .list()
        .ofMaxSize(40);
  }

  @Property
  void orderAndRepeatsDoNotChangeTheAnswer(
      @ForAll("aggregates") List<Aggregate> once, @ForAll Random shuffle) {
    List<Aggregate> noisy = new ArrayList<>(once);
    noisy.addAll(once);
    Collections.shuffle(noisy, shuffle);

    assertThat(Newest.aggregates(noisy, 1).rows()).isEqualTo(Newest.aggregates(once, 1).rows());
  }

  @Property
  void everyKeyStandsOnceAndNothingKnowsMore(@ForAll("aggregates") List<Aggregate> records) {
    List<Aggregate> rows = Newest.aggregates(records, 1).rows();

    Set<Object> keys = new HashSet<>();
    rows.forEach(row -> assertThat(keys.add(List.of(row.key(), row.intervalEnd()))).isTrue());
    for (Aggregate record : records) {
      assertThat(rows)
          .anyMatch(
              row ->
                  row.key().equals(record.key())
                      && row.intervalEnd().equals(record.intervalEnd())
                      && Newest.KNOWLEDGE.compare(row, record) >= 0);
    }
  }

  @Property
  void everyRecordIsARowOrSuperseded(@ForAll("aggregates") List<Aggregate> records) {
    Batch<Aggregate> batch = Newest.aggregates(records, 7);

    assertThat(batch.rows().size() + batch.superseded()).isEqualTo(records.size());
    assertThat(records).containsAll(batch.rows());
    assertThat(batch.next()).isEqualTo(7);
  }

  @Property
  void rowsAreSortedAlikeWhateverCame(@ForAll("aggregates") List<Aggregate> records) {
    List<Aggregate> rows = Newest.aggregates(records, 1).rows();

    for (int i = 1; i < rows.size(); i++) {
      Aggregate before = rows.get(i - 1);
      Aggregate after = rows.get(i);
      int bySystem = Integer.compare(before.key().systemId(), after.key().systemId());
      int byPath = bySystem != 0 ? bySystem : before.key().path().compareTo(after.key().path());
      assertThat(byPath != 0 ? byPath : before.intervalEnd().compareTo(after.intervalEnd()))
          .isNegative();
    }
  }
}
