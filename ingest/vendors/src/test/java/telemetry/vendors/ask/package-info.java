/** Tests of how vendors are asked, and the laws that all of them keep. */
@NullMarked
package telemetry.vendors.ask;

import org.jspecify.annotations.NullMarked;
