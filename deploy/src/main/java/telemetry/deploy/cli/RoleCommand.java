package telemetry.deploy.cli;

import java.nio.file.Path;
import java.util.Collection;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that runs roles until it is told to stop. */
abstract class RoleCommand implements Callable<Integer> {
  @Mixin private SettingsOptions options = new SettingsOptions();

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "Work on the pipeline that runs there.")
  private @Nullable Path dataDir;

  /** Which. */
  abstract Collection<RoleName> roles();

  @Override
  public final Integer call() throws InterruptedException {
    return RoleProcess.run(options.given(dataDir), dataDir, roles());
  }
}
