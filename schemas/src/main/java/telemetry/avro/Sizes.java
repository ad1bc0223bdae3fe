package telemetry.avro;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;

/**
 * Walks bytes by any schema and holds every size in them against what is left, so that Avro's own
 * reader, which believes sizes, may be let loose on them.
 */
public final class Sizes {
  /** Records in records; a schema that contains itself would let the sender choose. */
  private static final int MAX_DEPTH = 64;

  private final BinaryDecoder in;
  private long items;

  private Sizes(BinaryDecoder in) throws IOException {
    this.in = in;
    this.items = in.inputStream().available();
  }

  /**
   * Reads to the end of the value.
   *
   * @throws IOException if the bytes end early, or a size in them cannot be
   */
  public static void check(Schema schema, BinaryDecoder in) throws IOException {
    new Sizes(in).walk(schema, 0);
  }

  private void walk(Schema schema, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("wanted at most " + MAX_DEPTH + " records in each other");
    }
    switch (schema.getType()) {
      case NULL -> in.readNull();
      case BOOLEAN -> in.readBoolean();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING, BYTES -> Bounded.skip(in);
      case FIXED -> in.skipFixed(schema.getFixedSize());
      case ENUM -> below(in.readEnum(), schema.getEnumSymbols());
      case UNION ->
          walk(schema.getTypes().get(below(in.readIndex(), schema.getTypes())), depth + 1);
      case ARRAY -> {
        for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
          walkItems(block, false, schema.getElementType(), depth);
        }
      }
      case MAP -> {
        for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
          walkItems(block, true, schema.getValueType(), depth);
        }
      }
      case RECORD -> {
        for (Schema.Field field : schema.getFields()) {
          walk(field.schema(), depth + 1);
        }
      }
    }
  }

  /** Items of no bytes (nulls, empty records) are paid for too: all of them from one purse. */
  private void walkItems(long block, boolean keyed, Schema item, int depth) throws IOException {
    items -= Bounded.items(block, in);
    if (items < 0) {
      throw new IOException("wanted no more items than bytes");
    }
    for (long i = 0; i < block; i++) {
      if (keyed) {
        Bounded.skip(in);
      }
      walk(item, depth + 1);
    }
  }

  private static int below(int index, List<?> choices) throws IOException {
    if (index < 0 || index >= choices.size()) {
      throw new IOException("wanted a choice below " + choices.size() + ", found " + index);
    }
    return index;
  }
}
