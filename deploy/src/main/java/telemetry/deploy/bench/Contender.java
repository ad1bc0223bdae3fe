package telemetry.deploy.bench;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telemetry.deploy.bench.stand.Program;
import telemetry.deploy.bench.stand.Stand;
import telemetry.deploy.bench.workload.Verdict;
import telemetry.deploy.bench.workload.Workload;
import telemetry.deploy.progress.Stage;

/** Something that is measured. */
sealed interface Contender {
  /** By which it is chosen and told apart. */
  String name();

  /** What it finds. */
  Input input();

  /** What its input is of. */
  Workload workload();

  /** Holds what it left against the reference. */
  @FunctionalInterface
  interface Check extends BiFunction<Stand, Workload, Verdict> {}

  /**
   * Programs that deal with an input, each in a fresh JVM, all at once. Its clock runs from the
   * start of the first until the last stage is done.
   *
   * @param programs what is started
   * @param stages what must be done
   * @param check what becomes of it
   * @param against the name of the contender that it is a multiple of
   */
  record Pipeline(
      String name,
      Input input,
      Workload workload,
      List<Program> programs,
      Function<Places, List<Stage>> stages,
      Check check,
      @Nullable String against)
      implements Contender {
    public Pipeline {
      programs = List.copyOf(programs);
    }

    /** The same, as a multiple of another. */
    Pipeline against(String other) {
      return new Pipeline(name, input, workload, programs, stages, check, other);
    }
  }

  /**
   * A program that measures itself and then ends.
   *
   * @param program says in its last line what it took
   * @param passes how often it does its work, of which it measures one
   * @param check what becomes of it; none where it makes no rows
   */
  record Limit(
      String name,
      Input input,
      Workload workload,
      Program program,
      int passes,
      @Nullable Check check)
      implements Contender {}
}
