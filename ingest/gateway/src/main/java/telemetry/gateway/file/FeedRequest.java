package telemetry.gateway.file;

import java.util.List;
import org.jspecify.annotations.Nullable;
import telemetry.model.SystemIds;
import telemetry.vendors.csv.CsvDecoder;
import telemetry.vendors.csv.Mapping;

/**
 * What is to be fed.
 *
 * @param systemId the system that the files speak of
 * @param vendor whose bodies the lines are; {@code csv} goes with a mapping, and only with one
 * @param mapping what the columns of a wide CSV mean; null for files of vendor bodies, one a line
 * @param files their paths, in order; {@code -} is standard input
 */
public record FeedRequest(
    int systemId, String vendor, @Nullable Mapping mapping, List<String> files) {
  /** Standard input. */
  public static final String STANDARD_INPUT = "-";

  /**
   * Refuses contradictions.
   *
   * @throws FeedProblems naming them
   */
  public FeedRequest {
    SystemIds.require(systemId);
    files = List.copyOf(files);
    if (vendor.equals(CsvDecoder.VENDOR) != (mapping != null)) {
      throw new FeedProblems(
          List.of(
              "mapping: wanted one for vendor csv and none for others, found vendor "
                  + vendor
                  + (mapping == null ? " without a mapping" : " with one")));
    }
    if (files.isEmpty()) {
      throw new FeedProblems(List.of("files: wanted at least one, found none"));
    }
    requireOnce(files);
  }

  private static void requireOnce(List<String> files) {
    if (files.stream().filter(STANDARD_INPUT::equals).count() > 1) {
      throw new FeedProblems(List.of("files: wanted - at most once, found it again"));
    }
  }

  /** A wide CSV with its mapping. */
  public static FeedRequest csv(int systemId, Mapping mapping, List<String> files) {
    return new FeedRequest(systemId, CsvDecoder.VENDOR, mapping, files);
  }

  /** Vendor bodies, one a line. */
  public static FeedRequest bodies(int systemId, String vendor, List<String> files) {
    return new FeedRequest(systemId, vendor, null, files);
  }
}
