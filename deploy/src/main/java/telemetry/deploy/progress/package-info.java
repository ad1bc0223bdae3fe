/** How far the pipeline is, judged by places in the logs and never by quiet. */
@NullMarked
package telemetry.deploy.progress;

import org.jspecify.annotations.NullMarked;
