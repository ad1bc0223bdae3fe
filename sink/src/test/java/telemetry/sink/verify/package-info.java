@NullMarked
package telemetry.sink.verify;

import org.jspecify.annotations.NullMarked;
