package telemetry.vendors.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrlsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://Id.Example/a?b|https://id.example",
        "http://127.0.0.1:8080|http://127.0.0.1:8080",
        "https://id.example@evil.example/|''",
        "https://evil.example\\@id.example|https://evil.example",
        "app:/callback|''",
        "https:///path|''",
      })
  void whomAnAddressBelongsTo(String url, String origin) {
    assertThat(Urls.origin(url).orElse("")).isEqualTo(origin);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/next|https://id.example/next",
        "next?x=1|https://id.example/a/next?x=1",
        "?x=1|https://id.example/a/b?x=1",
        "''|https://id.example/a/b",
        "//other.example/y|https://other.example/y",
        "http://other.example/y|http://other.example/y",
        "app:/callback|app:/callback",
      })
  void whereALinkLeads(String link, String url) {
    assertThat(Urls.resolve("https://id.example/a/b?q=/c", link)).isEqualTo(url);
  }

  @Test
  void whatIsEncodedIsDecoded() {
    String text = "a b/ü%&=+;\u0000";

    assertThat(Forms.encode(text)).isEqualTo("a%20b%2F%C3%BC%25%26%3D%2B%3B%00");
    assertThat(Forms.decode(Forms.encode(text))).contains(text);
    assertThat(Forms.decode("%4")).isEmpty();
    assertThat(Urls.parameter("https://x/?a=1&b=c%20d+e#f", "b")).contains("c d e");
  }
}
