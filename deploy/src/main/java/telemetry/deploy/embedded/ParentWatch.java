package telemetry.deploy.embedded;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs another main class for as long as the parent process lives. The parent holds the other end
 * of our standard input; the kernel closes it however the parent ends, by {@code kill -9} too. Runs
 * on the child's class path: nothing but the JDK may be used here.
 */
public final class ParentWatch {
  private static final long EXIT_MILLIS = 5_000;

  private ParentWatch() {}

  /**
   * Starts the class named by the first argument, with the others.
   *
   * @throws ReflectiveOperationException if that class has no main method
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    daemon("parent-watch", ParentWatch::exitWithParent);
    Method main = Class.forName(args[0]).getMethod("main", String[].class);
    main.invoke(null, (Object) Arrays.copyOfRange(args, 1, args.length));
  }

  private static void exitWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent; only the end matters.
      }
    } catch (IOException e) {
      System.err.println("parent-watch: standard input failed, " + e.getMessage());
    }
    daemon("halt", ParentWatch::haltLater);
    System.exit(0);
  }

  /** A shutdown that hangs must not outlive the parent either. */
  private static void haltLater() {
    try {
      Thread.sleep(EXIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(1);
  }

  private static void daemon(String name, Runnable work) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
  }
}
