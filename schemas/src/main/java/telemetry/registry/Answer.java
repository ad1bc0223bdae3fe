package telemetry.registry;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What a registry answered, for good.
 *
 * @param call the method and address, without credentials
 * @param status the HTTP status
 * @param body the JSON; a null node where there was none
 */
record Answer(String call, int status, JsonNode body) {
  private static final int MAX_MESSAGE = 1000;

  /** Whether the call succeeded. */
  boolean ok() {
    return status / 100 == 2;
  }

  /** The registry's own code, which says more than the status; 0 if there is none. */
  int errorCode() {
    return body.path("error_code").asInt(0);
  }

  /**
   * A field of an answer that succeeded.
   *
   * @throws RegistryException if it is not there
   */
  JsonNode field(String name) {
    JsonNode field = body.get(name);
    if (field == null || field.isNull()) {
      throw new RegistryException(
          call + ": wanted the field " + name + ", found none; is schema.registry.url right?",
          false);
    }
    return field;
  }

  /** The refusal in the registry's own words, with what to do about it. */
  RegistryException refused() {
    String said = body.path("message").asText("no message");
    return new RegistryException(
        call
            + ": wanted 200, found "
            + status
            + " (error_code "
            + errorCode()
            + ": "
            + (said.length() > MAX_MESSAGE ? said.substring(0, MAX_MESSAGE) + "…" : said)
            + "); "
            + advice(),
        false);
  }

  private String advice() {
    return switch (status) {
      case 401 -> "check basic.auth.credentials.source and basic.auth.user.info, or bearer.auth.*";
      case 403 -> "the credentials are known and may not do this; ask whoever runs the registry";
      case 404 ->
          errorCode() > 404
              ? "register the schemas with 'topics apply', or set auto.register.schemas=true"
              : "nothing is there; check the path in schema.registry.url";
      case 409 -> "the schema breaks what readers of this subject rely on; change it compatibly";
      case 422 -> "the registry does not take this schema or level as valid";
      default -> "check that schema.registry.url is a schema registry";
    };
  }
}
