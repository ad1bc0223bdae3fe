/** Tests of logins. */
@NullMarked
package telemetry.vendors.oauth;

import org.jspecify.annotations.NullMarked;
