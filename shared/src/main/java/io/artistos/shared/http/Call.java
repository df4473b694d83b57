package io.artistos.shared.http;

import io.artistos.shared.identity.Visitor;
import io.artistos.shared.tenancy.TenantId;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request, as a function sees it.
 *
 * @param headers names in lower case, several values joined with commas, as the Java worker hands
 *     them over
 * @param query decoded; empty values are dropped by the worker
 * @param body empty when none was sent
 * @param admitted who was let in; empty where anybody is
 * @param parameters of the route, by name, decoded
 */
public record Call(
    String method,
    URI uri,
    Map<String, String> headers,
    Map<String, String> query,
    Optional<String> body,
    Optional<Visitor> admitted,
    Map<String, String> parameters) {

  /** Before anybody was asked who they are, to a route without parameters. */
  public Call(
      String method,
      URI uri,
      Map<String, String> headers,
      Map<String, String> query,
      Optional<String> body) {
    this(method, uri, headers, query, body, Optional.empty(), Map.of());
  }

  /** The same call of somebody who was let in. */
  public Call with(Visitor visitor) {
    return new Call(method, uri, headers, query, body, Optional.of(visitor), parameters);
  }

  /** The same call to a route with parameters. */
  public Call with(Map<String, String> values) {
    return new Call(method, uri, headers, query, body, admitted, Map.copyOf(values));
  }

  /**
   * Who calls.
   *
   * @throws IllegalStateException when the function is declared for anybody
   */
  public Visitor visitor() {
    return admitted.orElseThrow(() -> new IllegalStateException("nobody was let in"));
  }

  /**
   * The artist account that the call is for.
   *
   * @throws IllegalStateException when the function is not declared for members
   */
  public TenantId tenant() {
    return visitor().tenant().orElseThrow(() -> new IllegalStateException("for no account"));
  }

  /**
   * @param name in lower case
   */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The media type without parameters, in lower case; empty when there is none. */
  public String mediaType() {
    String type = headers.getOrDefault("content-type", "");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * A browser that navigates, rather than a script or a program: it asks for HTML before anything
   * else.
   */
  public boolean wantsHtml() {
    return headers.getOrDefault("accept", "").toLowerCase(Locale.ROOT).startsWith("text/html");
  }

  /**
   * The version that a change is for, as {@code If-Match} has it, quotes included; empty when the
   * caller does not care ({@code *} counts as that).
   */
  public Optional<String> ifMatch() {
    return header("if-match").map(String::strip).filter(tag -> !tag.equals("*"));
  }

  /** The W3C trace context that came with the request. */
  public @Nullable String traceParent() {
    return headers.get("traceparent");
  }
}
