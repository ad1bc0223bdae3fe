/** Whether tables and topics agree: what the sink's own checks cannot see, and both as metrics. */
@NullMarked
package telemetry.deploy.verify;

import org.jspecify.annotations.NullMarked;
