/** OAuth 2 and OpenID Connect, as far as vendors want them: tokens, and how a login gets some. */
@NullMarked
package telemetry.vendors.oauth;

import org.jspecify.annotations.NullMarked;
