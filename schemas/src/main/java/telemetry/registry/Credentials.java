package telemetry.registry;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What goes into the header {@code Authorization}; never shown. */
final class Credentials {
  private final @Nullable String everywhere;

  /** Takes what the settings say. */
  Credentials(RegistrySettings settings) {
    String token = settings.secret(RegistrySettings.BEARER_TOKEN);
    String user = settings.secret(RegistrySettings.BASIC_USER);
    if (!token.isEmpty()) {
      this.everywhere = "Bearer " + token;
    } else {
      this.everywhere = user.isEmpty() ? null : basic(user);
    }
  }

  /** The header's text for one address, which may hold user and password itself. */
  @Nullable String header(URI url) {
    if (everywhere != null || url.getRawUserInfo() == null) {
      return everywhere;
    }
    // In a URL a plus is a plus.
    String escaped = url.getRawUserInfo().replace("+", "%2B");
    return basic(URLDecoder.decode(escaped, StandardCharsets.UTF_8));
  }

  private static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }
}
