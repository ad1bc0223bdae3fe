package telemetry.gateway.http;

import org.jspecify.annotations.Nullable;

/**
 * A request whose form is right: what a sender handed in.
 *
 * @param body the bytes, not longer than the door's bound
 * @param mediaType of the body, one of those that the endpoint takes, without parameters
 * @param gzipped whether the body is compressed
 * @param key the credential of the {@code Authorization} header, if one was given; never logged,
 *     never stored
 */
@SuppressWarnings("ArrayRecordComponent") // Copying or wrapping each body would buy nothing.
record Letter(byte[] body, String mediaType, boolean gzipped, @Nullable String key) {
  @Override
  public String toString() {
    return mediaType + " of " + body.length + " bytes";
  }
}
