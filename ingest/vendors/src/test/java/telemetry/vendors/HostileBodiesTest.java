package telemetry.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import telemetry.model.RawReading;
import telemetry.model.RejectReason;
import telemetry.model.SystemReading;

/** Ten thousand spoilt bodies a vendor: each has an answer, and the answers add up. */
class HostileBodiesTest {
  private static final int BODIES = 10_000;
  private static final long SEED = 20_260_115;
  private static final String[] BITS = {
    "null",
    "true",
    "{}",
    "[]",
    "[[[[",
    "\"\"",
    "\"x\"",
    "-1",
    "1e308",
    "1e999",
    "NaN",
    "-0.0",
    "9223372036854775808",
    "0.1e-400",
    ",",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "\n",
    "\u0000",
    "/",
    "2026-02-30T00:00:00Z",
    "<html>",
    "\uFEFF",
    "é"
  };

  static List<String> vendors() {
    return Vendors.standard().keySet().stream().sorted().toList();
  }

  @ParameterizedTest
  @MethodSource("vendors")
  void everySpoiltBodyHasAnOutcome(String vendor) {
    List<RawReading> samples =
        Samples.all().stream().filter(raw -> raw.vendor().equals(vendor)).toList();
    var random = new Random(SEED);
    var rejected = new EnumMap<RejectReason, Integer>(RejectReason.class);
    int accepted = 0;
    for (int i = 0; i < BODIES; i++) {
      RawReading raw = samples.get(i / 2 % samples.size());
      byte[] body =
          i % 2 == 0 ? spoilt(raw.body(), random) : JsonSpoiler.spoilt(raw.body(), random);

      Decoded decoded = Payloads.decode(Payloads.raw(vendor, raw.contentType(), body));
      assertThat(Credentials.blank(vendor, body)).isNotNull();

      if (decoded instanceof Decoded.Accepted answer) {
        accepted++;
        assertThat(answer.polls())
            .as("polls of distinct identity")
            .extracting(SystemReading::source, SystemReading::measuredAt)
            .doesNotHaveDuplicates();
      } else if (decoded instanceof Decoded.Rejected answer) {
        assertThat(answer.rejection().text()).isNotBlank();
        rejected.merge(answer.rejection().reason(), 1, Integer::sum);
      }
    }
    report(vendor, accepted, rejected);

    assertThat(accepted + rejected.values().stream().mapToInt(Integer::intValue).sum())
        .isEqualTo(BODIES);
    assertThat(accepted).as("bodies that are still read").isPositive();
    assertThat(rejected).as("reasons").isNotEmpty();
  }

  private static void report(String vendor, int accepted, Map<RejectReason, Integer> rejected) {
    System.out.printf("%-14s accepted %,6d, rejected %s%n", vendor, accepted, rejected);
  }

  private static byte[] spoilt(byte[] body, Random random) {
    byte[] spoilt = body;
    for (int times = 1 + random.nextInt(4); times > 0; times--) {
      spoilt = spoiltOnce(spoilt, random);
    }
    return spoilt;
  }

  private static byte[] spoiltOnce(byte[] body, Random random) {
    int from = random.nextInt(body.length + 1);
    int to = Math.min(body.length, from + random.nextInt(24));
    return switch (random.nextInt(7)) {
      case 0 -> joined(body, from, bytes(random), from); // something in between
      case 1 -> joined(body, from, bytes(random), to); // something in the place of something
      case 2 -> joined(body, from, new byte[0], to); // a hole
      case 3 -> joined(body, from, new byte[0], body.length); // cut off
      case 4 -> joined(body, to, slice(body, from, to), to); // twice
      case 5 -> digits(body, random); // other numbers, other instants
      default -> {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        yield joined(body, from, noise, Math.min(body.length, from + noise.length));
      }
    };
  }

  private static byte[] bytes(Random random) {
    return BITS[random.nextInt(BITS.length)].getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digits(byte[] body, Random random) {
    byte[] other = body.clone();
    for (int i = 0; i < other.length; i++) {
      if (other[i] >= '0' && other[i] <= '9' && random.nextInt(20) == 0) {
        other[i] = (byte) ('0' + random.nextInt(10));
      }
    }
    return other;
  }

  private static byte[] slice(byte[] body, int from, int to) {
    return Arrays.copyOfRange(body, from, to);
  }

  private static byte[] joined(byte[] body, int head, byte[] middle, int tail) {
    var joined = new ByteArrayOutputStream(body.length + middle.length);
    joined.write(body, 0, head);
    joined.writeBytes(middle);
    joined.write(body, tail, body.length - tail);
    return joined.toByteArray();
  }
}
