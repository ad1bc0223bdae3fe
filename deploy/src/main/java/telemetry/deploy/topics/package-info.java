/** Makes the topics, their schemas and the epoch, and refuses what is there and is not right. */
@NullMarked
package telemetry.deploy.topics;

import org.jspecify.annotations.NullMarked;
