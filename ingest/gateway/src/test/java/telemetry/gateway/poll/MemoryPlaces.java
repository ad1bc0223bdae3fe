package telemetry.gateway.poll;

import java.util.HashMap;
import java.util.Map;
import telemetry.model.PollPlace;

/** Places in memory. */
final class MemoryPlaces implements Places {
  private final Map<String, PollPlace> places = new HashMap<>();

  @Override
  public synchronized Map<String, PollPlace> read() {
    return Map.copyOf(places);
  }

  @Override
  public synchronized void write(PollPlace place) {
    places.put(place.key(), place);
  }
}
