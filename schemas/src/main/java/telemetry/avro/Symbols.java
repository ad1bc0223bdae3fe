package telemetry.avro;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * A Java enum and its Avro twin, matched by name: the order of the symbols may differ, since adding
 * one to a schema must not depend on where Java has it.
 *
 * @param <E> the enum
 */
final class Symbols<E extends Enum<E>> {
  private final String where;
  private final Map<E, Integer> indices;
  private final E[] constants;

  /**
   * Matches them.
   *
   * @throws IllegalStateException if a constant or a symbol has no twin
   */
  Symbols(Class<E> type, Schema schema) {
    this.where = schema.getName();
    this.constants = type.getEnumConstants().clone();
    this.indices = new EnumMap<>(type);
    if (constants.length != schema.getEnumSymbols().size()) {
      throw new IllegalStateException(
          where + ": wanted the symbols of " + type.getName() + ", found " + schema);
    }
    for (E constant : type.getEnumConstants()) {
      if (!schema.hasEnumSymbol(constant.name())) {
        throw new IllegalStateException(where + ": wanted " + constant + ", found " + schema);
      }
      int index = schema.getEnumOrdinal(constant.name());
      indices.put(constant, index);
      constants[index] = constant;
    }
  }

  void write(E constant, AvroOut out) {
    Integer index = indices.get(constant);
    if (index == null) {
      throw new IllegalStateException(where + ": no symbol for " + constant);
    }
    out.writeEnum(index);
  }

  E read(AvroIn in) throws IOException {
    int index = in.readEnum();
    if (index < 0 || index >= constants.length) {
      throw new IOException(where + ": wanted a symbol below " + constants.length);
    }
    return constants[index];
  }
}
