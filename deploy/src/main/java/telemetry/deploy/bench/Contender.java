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

/**
 * Programs that deal with an input, each in a fresh JVM, all at once.
 *
 * @param name by which it is chosen
 * @param input what it finds
 * @param programs what is started
 * @param stages what must be done until its clock stops
 * @param check what it left, held against the reference
 * @param against the name of the contender that it is a multiple of
 */
record Contender(
    String name,
    Input input,
    List<Program> programs,
    Function<Places, List<Stage>> stages,
    BiFunction<Stand, Workload, Verdict> check,
    @Nullable String against) {
  Contender {
    programs = List.copyOf(programs);
  }
}
