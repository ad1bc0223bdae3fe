/**
 * How a vendor that does not push is asked. Pure: a vendor says what to send and what an answer
 * means; a poller, elsewhere, sends.
 *
 * <p>A vendor has {@link telemetry.vendors.ask.Question questions} ({@code amber.usage}). At each
 * {@link telemetry.vendors.ask.Look} of a question, a poller lets the vendor {@linkplain
 * telemetry.vendors.ask.Asking#asks cut} the time since its place into {@link
 * telemetry.vendors.ask.Ask asks}, and takes each, in their order, from {@link
 * telemetry.vendors.ask.Asking#begin} through its {@link telemetry.vendors.ask.Step steps}:
 *
 * <pre>{@code
 * Step step = asking.begin(ask, access, now);
 * while (true) {
 *   if (step instanceof Step.Send send) {
 *     step = send.then().apply(http.send(send.request()));  // follow no redirect, keep no cookie
 *   } else if (step instanceof Step.Keep keep) {
 *     sessions.write(keep.session());                       // on disk before it goes on
 *     step = keep.then();
 *   } else {
 *     return step;                                          // Heard or Failed
 *   }
 * }
 * }</pre>
 *
 * <p>A body that was heard goes into {@code telemetry.raw} as it came; when the log has
 * acknowledged it, the question's place becomes the ask's end. Conversations end: none sends more
 * than {@value telemetry.vendors.ask.Step#MOST_SENDS} requests, whatever it is answered. Those who
 * share a session (an account) take turns, since a login or a refresh token counts once. What an
 * HTTP client cannot finish (no connection, a time-out, a body that is cut off) never comes here:
 * it is {@link telemetry.vendors.ask.Trouble#PASSING}.
 */
@NullMarked
package telemetry.vendors.ask;

import org.jspecify.annotations.NullMarked;
