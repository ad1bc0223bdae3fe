package telemetry.vendors.oauth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import telemetry.vendors.Findings;
import telemetry.vendors.ask.Access;
import telemetry.vendors.ask.Need;
import telemetry.vendors.ask.Replies;
import telemetry.vendors.ask.Reply;
import telemetry.vendors.ask.Request;
import telemetry.vendors.ask.Session;
import telemetry.vendors.ask.Step;
import telemetry.vendors.ask.Trouble;
import telemetry.vendors.json.JsonBody;

/**
 * A login by OpenID Connect: the issuer's own description says where; a refresh token is tried
 * first; else the authorisation code flow with PKCE (RFC 7636, S256) walks through the login page
 * as a person would (see {@link LoginWalk}).
 */
public final class CodeFlow {
  static final String ISSUER = "issuer";
  static final String CLIENT = "clientId";
  static final String REDIRECT = "redirectUri";
  static final String SCOPE = "scope";
  static final String USER = "username";
  static final String PASSWORD = "password";

  private final Access access;
  private final Function<Tokens, Step> then;

  private CodeFlow(Access access, Function<Tokens, Step> then) {
    this.access = access;
    this.then = then;
  }

  /** What must be given for it. */
  public static List<Need> needs() {
    return List.of(
        new Need(Need.BASE, false, null, "the address of the vendor's API"),
        new Need(ISSUER, false, null, "the address of its OpenID issuer"),
        new Need(CLIENT, false, null, "the client id of the application that logs in"),
        new Need(REDIRECT, false, null, "that application's redirect URI"),
        new Need(SCOPE, false, "openid offline_access", "what is asked for"),
        Need.secret(USER, "the name of the account"),
        Need.secret(PASSWORD, "its password"));
  }

  /**
   * Gets tokens, keeps them, and goes on.
   *
   * @param then with the tokens
   */
  public static Step tokens(Access access, Function<Tokens, Step> then) {
    return new CodeFlow(access, then).discover();
  }

  private Step discover() {
    Request request =
        Request.get(
            access.get(ISSUER) + "/.well-known/openid-configuration",
            Map.of("Accept", "application/json"));
    return new Step.Send(
        request,
        reply -> {
          Optional<Endpoints> endpoints = endpoints(reply);
          if (endpoints.isPresent()) {
            return begin(endpoints.get());
          }
          return reply.status() == 200
              ? new Step.Failed(
                  Trouble.LASTING,
                  request + ": wanted an OpenID configuration, found something else",
                  null)
              : Replies.failed(request, reply, "an OpenID configuration");
        });
  }

  private static Optional<Endpoints> endpoints(Reply reply) {
    if (reply.status() != 200) {
      return Optional.empty();
    }
    return JsonBody.object(reply.body(), new Findings())
        .flatMap(
            json ->
                json.text("authorization_endpoint")
                    .flatMap(
                        authorization ->
                            json.text("token_endpoint")
                                .map(token -> new Endpoints(authorization, token))));
  }

  private Step begin(Endpoints endpoints) {
    String refresh = Tokens.of(access.session()).map(Tokens::refresh).orElse(null);
    return refresh == null ? logIn(endpoints) : refresh(endpoints, refresh);
  }

  private Step refresh(Endpoints endpoints, String refresh) {
    var form = new TreeMap<String, String>();
    form.put("grant_type", "refresh_token");
    form.put("refresh_token", refresh);
    form.put("client_id", access.get(CLIENT));
    Request request = Request.post(endpoints.token(), Map.of(), form);
    return new Step.Send(
        request,
        reply -> {
          Optional<Tokens> tokens = Tokens.read(reply, refresh);
          if (tokens.isPresent()) {
            return keep(tokens.get());
          }
          boolean spent = reply.status() == 400 || reply.status() == 401;
          return spent ? logIn(endpoints) : Replies.failed(request, reply, "tokens");
        });
  }

  private Step logIn(Endpoints endpoints) {
    var proof = new Proof(access.nonce());
    return LoginWalk.code(
        access, endpoints.authorization(), proof, code -> redeem(endpoints, proof, code));
  }

  private Step redeem(Endpoints endpoints, Proof proof, String code) {
    var form = new TreeMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("redirect_uri", access.get(REDIRECT));
    form.put("client_id", access.get(CLIENT));
    form.put("code_verifier", proof.verifier());
    Request request = Request.post(endpoints.token(), Map.of(), form);
    return new Step.Send(
        request,
        reply -> {
          @Nullable String none = null;
          Optional<Tokens> tokens = Tokens.read(reply, none);
          return tokens.isPresent() ? keep(tokens.get()) : Replies.failed(request, reply, "tokens");
        });
  }

  private Step keep(Tokens tokens) {
    Session session = tokens.session();
    return new Step.Keep(session, then.apply(tokens));
  }

  private record Endpoints(String authorization, String token) {}
}
