/** Settings, declared once each, checked all at once. */
@NullMarked
package telemetry.settings;

import org.jspecify.annotations.NullMarked;
