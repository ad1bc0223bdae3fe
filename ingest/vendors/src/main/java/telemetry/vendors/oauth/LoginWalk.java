package telemetry.vendors.oauth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Cookies;
import telemetry.vendors.ask.Forms;
import telemetry.vendors.ask.Replies;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;
import telemetry.vendors.ask.Urls;

/**
 * From the authorisation endpoint through redirects and one login form to the code. Never leaves
 * the two origins that were given (the issuer and its authorisation endpoint), so that a page that
 * leads elsewhere gets neither password nor cookie; the redirect URI itself is never visited.
 */
final class LoginWalk {
  private static final int MOST_PAGES = 6;

  private final Access access;
  private final Proof proof;
  private final Set<String> origins;
  private final Function<String, Step> then;

  private LoginWalk(Access access, Proof proof, Set<String> origins, Function<String, Step> then) {
    this.access = access;
    this.proof = proof;
    this.origins = origins;
    this.then = then;
  }

  /** How far the walk is. */
  private record Place(Map<String, String> cookies, boolean loggedIn, int pages) {
    Place after(Reply reply) {
      return new Place(Cookies.after(cookies, reply), loggedIn, pages);
    }

    Place loggingIn() {
      return new Place(cookies, true, pages);
    }

    Place further() {
      return new Place(cookies, loggedIn, pages + 1);
    }
  }

  static Step code(Access access, String endpoint, Proof proof, Function<String, Step> then) {
    Set<String> origins =
        Stream.of(endpoint, access.get(CodeFlow.ISSUER))
            .flatMap(url -> Urls.origin(url).stream())
            .collect(Collectors.toUnmodifiableSet());
    var query = new LinkedHashMap<String, String>();
    query.put("response_type", "code");
    query.put("client_id", access.get(CodeFlow.CLIENT));
    query.put("redirect_uri", access.get(CodeFlow.REDIRECT));
    query.put("scope", access.get(CodeFlow.SCOPE));
    query.put("state", proof.state());
    query.put("code_challenge", proof.challenge());
    query.put("code_challenge_method", "S256");
    String url = endpoint + (endpoint.contains("?") ? "&" : "?") + Forms.of(query);
    return new LoginWalk(access, proof, origins, then).get(url, new Place(Map.of(), false, 0));
  }

  private Step get(String url, Place place) {
    return visit(Request.get(url, headers(place)), place);
  }

  private Step visit(Request request, Place place) {
    if (Urls.origin(request.url()).filter(origins::contains).isEmpty()) {
      return lost(request, "a page of the issuer", "one elsewhere");
    }
    if (place.pages() >= MOST_PAGES) {
      return lost(request, "a code within " + MOST_PAGES + " pages", "one page more");
    }
    return new Step.Send(request, reply -> arrived(request, reply, place.after(reply).further()));
  }

  private Step arrived(Request request, Reply reply, Place place) {
    Optional<String> location = reply.header("location");
    if (reply.status() >= 300 && reply.status() < 400 && location.isPresent()) {
      String url = Urls.resolve(request.url(), location.get());
      return url.startsWith(access.get(CodeFlow.REDIRECT)) ? back(request, url) : get(url, place);
    }
    if (reply.status() != 200) {
      return Replies.failed(request, reply, "a login page");
    }
    Optional<LoginForm> form = LoginForm.read(reply.text());
    if (form.isEmpty() || form.get().password().isEmpty() || form.get().user().isEmpty()) {
      return lost(request, "a login form", "a page without one");
    }
    if (place.loggedIn()) {
      return lost(
          request, "a code", "the login form again; are the account's name and password right?");
    }
    return logIn(request, form.get(), place);
  }

  private Step logIn(Request page, LoginForm form, Place place) {
    var fields = new TreeMap<>(form.fields());
    fields.put(form.user().orElseThrow(), access.get(CodeFlow.USER));
    fields.put(form.password().orElseThrow(), access.get(CodeFlow.PASSWORD));
    String url = Urls.resolve(page.url(), form.action());
    return visit(Request.post(url, headers(place), fields), place.loggingIn());
  }

  private Step back(Request request, String url) {
    Optional<String> code = Urls.parameter(url, "code");
    if (code.isEmpty() || !Urls.parameter(url, "state").equals(Optional.of(proof.state()))) {
      String error = Urls.parameter(url, "error").orElse("none, or another's");
      return lost(request, "a code", error);
    }
    return then.apply(code.get());
  }

  private static Map<String, String> headers(Place place) {
    return place.cookies().isEmpty()
        ? Map.of("Accept", "text/html")
        : Map.of("Accept", "text/html", "Cookie", Cookies.header(place.cookies()));
  }

  private static Step lost(Request request, String wanted, String found) {
    return new Step.Failed(
        Trouble.LASTING, request + ": wanted " + wanted + ", found " + found, null);
  }
}
