package telemetry.deploy.vendors;

import java.util.Map;
import telemetry.gateway.fake.FakeVendor;

/**
 * A server that acts a vendor, and what a declaration says of it.
 *
 * @param vendor the vendor's name
 * @param site how it names the site
 * @param server the server
 * @param access what it is asked with; credentials are references already
 */
record Actor(String vendor, String site, FakeVendor server, Map<String, String> access) {}
