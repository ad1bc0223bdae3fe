package telemetry.control;

import telemetry.model.LastBatch;
import telemetry.recalculation.BatchNumbers;

/**
 * Numbers of batches in the control topic.
 *
 * @param control where they stand
 */
public record LoggedNumbers(ControlLog control) implements BatchNumbers {
  @Override
  public int last() {
    return control.facts().get(LastBatch.KEY) instanceof LastBatch last ? last.number() : 0;
  }

  @Override
  public void give(int number) {
    control.write(new LastBatch(number));
  }
}
