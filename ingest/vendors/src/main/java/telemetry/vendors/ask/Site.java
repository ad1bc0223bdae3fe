package telemetry.vendors.ask;

import java.time.ZoneId;

/**
 * Whom a question is about.
 *
 * @param systemId the system
 * @param siteId how the vendor names it; empty for a device that is a site of its own
 * @param zone the zone of its days
 */
public record Site(int systemId, String siteId, ZoneId zone) {}
