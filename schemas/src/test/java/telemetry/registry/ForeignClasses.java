package telemetry.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The classes of other people's jars, in a class loader of their own: their Avro is not ours. */
final class ForeignClasses implements AutoCloseable {
  private final URLClassLoader loader;

  /** Loads every jar under a directory, and these. */
  ForeignClasses(Path directory, URL... more) {
    var jars = new ArrayList<>(List.of(more));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
        jars.add(url(jar));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + ": wanted unpacked jars, found none", e);
    }
    this.loader =
        new URLClassLoader(jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** A new object, by the constructor that takes these arguments. */
  Object make(String type, Object... arguments) throws ReflectiveOperationException {
    return inside(
        () -> {
          for (var constructor : loader.loadClass(type).getConstructors()) {
            if (fits(constructor.getParameterTypes(), arguments)) {
              return constructor.newInstance(arguments);
            }
          }
          throw new NoSuchMethodException(type + Arrays.toString(arguments));
        });
  }

  /** What a method answers. */
  Object call(Object target, String name, @Nullable Object... arguments)
      throws ReflectiveOperationException {
    return inside(
        () -> {
          for (Method method : target.getClass().getMethods()) {
            if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
              return method.invoke(target, arguments);
            }
          }
          throw new NoSuchMethodException(target.getClass() + "." + name);
        });
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private interface Action {
    Object run() throws ReflectiveOperationException;
  }

  /** Kafka looks classes up through the thread's loader. */
  private Object inside(Action action) throws ReflectiveOperationException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return action.run();
    } catch (InvocationTargetException e) {
      throw new AssertionError("their code threw " + e.getCause(), e.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static boolean fits(Class<?>[] wanted, @Nullable Object[] found) {
    if (wanted.length != found.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      Object argument = found[i];
      boolean fits =
          wanted[i].isInstance(argument)
              || (wanted[i] == int.class && argument instanceof Integer)
              || (wanted[i] == boolean.class && argument instanceof Boolean);
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
