package telemetry.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A registry of a hundred lines that answers like a Confluent one, and fails when told to: status
 * codes, bodies and error codes are those that a real server gives.
 */
final class RegistryServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final List<String> schemas = new ArrayList<>();
  private final Map<String, List<Integer>> subjects = new TreeMap<>();
  private final Map<String, String> levels = new TreeMap<>();
  private final List<String> calls = new ArrayList<>();
  private final Queue<Reply> failures = new ArrayDeque<>();
  private @Nullable String authorization;

  /** An answer. */
  record Reply(int status, String body) {}

  RegistryServer() {
    this(null);
  }

  RegistryServer(@Nullable SSLContext tls) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      if (tls == null) {
        server = HttpServer.create(address, 0);
      } else {
        var secure = HttpsServer.create(address, 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(tls));
        server = secure;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url() {
    return (server instanceof HttpsServer ? "https" : "http") + "://localhost:" + port();
  }

  /** The next calls get these answers, one each. */
  RegistryServer failing(Reply... replies) {
    failures.addAll(List.of(replies));
    return this;
  }

  /** Only calls with this header are let in. */
  RegistryServer guarded(String header) {
    authorization = header;
    return this;
  }

  /** Method and path of each call so far. */
  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized Map<String, String> levels() {
    return Map.copyOf(levels);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    calls.add(exchange.getRequestMethod() + " " + path);
    byte[] request = exchange.getRequestBody().readAllBytes();
    Reply reply = failures.poll();
    if (reply == null) {
      boolean in =
          authorization == null
              || authorization.equals(exchange.getRequestHeaders().getFirst("Authorization"));
      reply =
          in
              ? answer(exchange.getRequestMethod(), path.split("/"), JSON.readTree(request))
              : new Reply(401, "{\"error_code\":401,\"message\":\"Unauthorized\"}");
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Reply answer(String method, String[] path, JsonNode body) throws IOException {
    if (path[1].equals("schemas")) {
      int id = Integer.parseInt(path[3]);
      return id > schemas.size()
          ? new Reply(404, "{\"error_code\":40403,\"message\":\"Schema " + id + " not found\"}")
          : ok(Map.of("schema", schemas.get(id - 1)));
    }
    String subject = URLDecoder.decode(path[2], StandardCharsets.UTF_8);
    if (path[1].equals("config")) {
      levels.put(subject, body.get("compatibility").asText());
      return new Reply(200, body.toString());
    }
    List<Integer> versions = subjects.computeIfAbsent(subject, name -> new ArrayList<>());
    if (method.equals("GET")) {
      if (versions.isEmpty()) {
        return new Reply(404, "{\"error_code\":40401,\"message\":\"Subject not found.\"}");
      }
      int id = versions.get(versions.size() - 1);
      return ok(Map.of("subject", subject, "id", id, "schema", schemas.get(id - 1), "version", 1));
    }
    return write(path.length > 3, subject, versions, body.get("schema").asText());
  }

  private Reply write(boolean register, String subject, List<Integer> versions, String schema)
      throws IOException {
    int id = schemas.indexOf(schema) + 1;
    if (register) {
      if (id == 0) {
        schemas.add(schema);
        id = schemas.size();
      }
      versions.add(id);
      return ok(Map.of("id", id));
    }
    return versions.contains(id)
        ? ok(Map.of("subject", subject, "version", 1, "id", id, "schema", schema))
        : new Reply(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");
  }

  private static Reply ok(Map<String, Object> body) throws IOException {
    return new Reply(200, JSON.writeValueAsString(body));
  }
}
