package telemetry.vendors.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBlankingTest {
  private static String blank(String body) {
    return new String(
        JsonBlanking.blank(body.getBytes(StandardCharsets.UTF_8), "apiKey"),
        StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"apiKey\":\"secret\",\"a\":1.50}|{\"apiKey\":\"\",\"a\":1.50}",
        "{ \"é\" : \"ü\", \"apiKey\" :\t\"sec\\\"ret\" }|{ \"é\" : \"ü\", \"apiKey\" :\t\"\" }",
        "{\"api\\u004bey\":\"secret\"}|{\"api\\u004bey\":\"\"}",
        "{\"apiKey\":12345}|{\"apiKey\":\"\"}",
        "{\"apiKey\":12345 }|{\"apiKey\":\"\" }",
        "{\"apiKey\":{\"k\":[\"secret\"]},\"b\":2}|{\"apiKey\":\"\",\"b\":2}",
        "{\"x\":[{\"apiKey\":\"secret\"}],\"apiKey\":\"more\"}|{\"x\":[{\"apiKey\":\"\"}],\"apiKey\":\"\"}",
        "{\"note\":\"apiKey\"}|{\"note\":\"apiKey\"}",
      })
  void theValueGoesAndEveryOtherByteStays(String body, String blanked) {
    assertThat(blank(body)).isEqualTo(blanked);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"apiKey\":\"secret\",\"timest|{\"apiKey\":\"\",\"timest",
        "{\"apiKey\" : \"secr|{\"apiKey\" : \"\"",
        "{\"apiKey\":|{\"apiKey\":",
        "nonsense \"apiKey\":\"a\\\"b\" \"apiKey\":77, x|nonsense \"apiKey\":\"\" \"apiKey\":\"\", x",
      })
  void aBrokenBodyHoldsNoKeyEither(String body, String blanked) {
    assertThat(blank(body)).isEqualTo(blanked);
  }

  @Test
  void bytesThatAreNoTextStayAsTheyAre() {
    byte[] body = "{\"apiKey\":\"secret\",\"x\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);

    byte[] blanked = JsonBlanking.blank(body, "apiKey");

    assertThat(blanked)
        .isEqualTo("{\"apiKey\":\"\",\"x\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void aByteOrderMarkShiftsNothing() {
    assertThat(blank("\uFEFF{\"apiKey\":\"secret\",\"a\":1}"))
        .isEqualTo("\uFEFF{\"apiKey\":\"\",\"a\":1}");
  }

  @Test
  void aBodyWithoutKeysIsTheSameBody() {
    byte[] body = "{\"a\":1}".getBytes(StandardCharsets.UTF_8);

    assertThat(JsonBlanking.blank(body, "apiKey")).isSameAs(body);
  }
}
