package telemetry.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Sinks as processes of their own, by name; each is started, as in production, by its command. */
final class SinkProcesses implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> settings;
  private final Map<String, Process> running = new TreeMap<>();
  private int started;

  SinkProcesses(Path folder, Map<String, String> settings) {
    this.folder = folder;
    this.settings = settings;
  }

  /** Starts a sink, which takes up what the last one of its name had. */
  void start(String name) throws IOException {
    List<String> line = ChildJvm.command(Main.class, "sink", "--set=sink.instance.id=" + name);
    settings.forEach((key, value) -> line.add("--set=" + key + "=" + value));
    Files.createDirectories(folder);
    Path log = folder.resolve(started++ + "-" + name + ".log");
    running.put(
        name,
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start());
  }

  List<String> names() {
    return List.copyOf(running.keySet());
  }

  private Process of(String name) {
    Process process = running.get(name);
    assertThat(process).as(name).isNotNull();
    return process;
  }

  /** Lets it work for a while. */
  void work(String name, long millis) throws InterruptedException {
    assertThat(of(name).waitFor(millis, TimeUnit.MILLISECONDS))
        .as("%s stopped by itself; see %s", name, folder)
        .isFalse();
  }

  /** Sends it a signal: STOP, CONT. */
  void signal(String name, String signal) throws IOException, InterruptedException {
    var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(of(name).pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  /** As the kernel does it when memory is short. */
  void kill(String name) throws InterruptedException {
    of(name).destroyForcibly().waitFor();
    running.remove(name);
  }

  /** Asks it to stop. */
  void stop(String name) throws InterruptedException {
    Process process = of(name);
    process.destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("%s ends on SIGTERM", name).isTrue();
    running.remove(name);
  }

  @Override
  public void close() throws InterruptedException {
    for (String name : names()) {
      kill(name);
    }
  }
}
