/** The command line: one class a command, each with a help that a stranger can learn from. */
@NullMarked
package telemetry.deploy.cli;

import org.jspecify.annotations.NullMarked;
