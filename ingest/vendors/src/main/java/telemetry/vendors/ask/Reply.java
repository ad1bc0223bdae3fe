package telemetry.vendors.ask;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came back, whole.
 *
 * @param status the HTTP status
 * @param headers by name, whatever its case
 * @param body the bytes, decompressed; shared, not copied
 * @param at when
 */
@SuppressWarnings("ArrayRecordComponent") // Copying or wrapping each body would buy nothing.
public record Reply(int status, Map<String, List<String>> headers, byte[] body, Instant at) {
  /** Makes one of names that differ in case alone. */
  public Reply {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.copyOf(header.getValue()),
                    (one, other) -> Stream.of(one, other).flatMap(List::stream).toList()));
  }

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return all(name).stream().findFirst();
  }

  /** Every value of a header. */
  public List<String> all(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /** The body as text, for what is no reading: tokens, pages, errors. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Names no value: headers and bodies of a login hold credentials. */
  @Override
  public String toString() {
    return "status " + status + ", " + body.length + " bytes";
  }
}
