package telemetry.vendors.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How Jackson reads what strangers send. */
final class Bounds {
  /** Bodies are bounded where they come in; this is for what stands in the log already. */
  private static final int MAX_CHARACTERS = 4 << 20;

  static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(JsonBody.MAX_DEPTH)
                  .maxDocumentLength(MAX_CHARACTERS)
                  .maxStringLength(MAX_CHARACTERS)
                  .build())
          .build();

  /**
   * NaN is no JSON, but some senders write it, and the answer that names the field is worth more
   * than the one that names the column. A field that stands there twice has no one meaning.
   */
  static final JsonMapper MAPPER =
      JsonMapper.builder(FACTORY)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Bounds() {}
}
