package telemetry.vendors.ask;

/** Why an ask was not heard, by what to do about it. */
public enum Trouble {
  /** It happens, and is known to end soon: ask at the next look; nobody needs to be told. */
  EXPECTED,
  /** It may end by itself: ask again later, ever later while it lasts. */
  PASSING,
  /** Somebody must repair it, a credential or a site's name: ask rarely, and tell. */
  LASTING
}
