package telemetry.gateway.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;

class LinesLaws {
  private static final int LONGEST = 50;

  @Property
  void linesAreWhatWasJoinedWithLineFeeds(
      @ForAll List<@AlphaChars @StringLength(max = LONGEST) String> lines, @ForAll boolean closed)
      throws IOException {
    String text = String.join("\n", lines) + (closed && !lines.isEmpty() ? "\n" : "");
    var read = new ByteArrayOutputStream();
    long count = 0;
    try (var in = new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))) {
      for (byte[] line = in.next(LONGEST); line != null; line = in.next(LONGEST)) {
        assertThat(in.number()).isEqualTo(++count);
        read.writeBytes(line);
        read.write('\n');
      }
      assertThat(in.bytes()).isEqualTo(text.length());
    }

    String expected = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    assertThat(read.toString(StandardCharsets.UTF_8)).isEqualTo(expected);
  }
}
