package io.artistos.local.faults;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One way to misbehave, and when.
 *
 * @param kind one of {@link #GENERAL} or of the stand-in's own ones
 * @param method upper case; null for any
 * @param path below the stand-in's base address, a star for any characters; {@code *} for all
 * @param status of {@link #ANSWER}, 400 to 599
 * @param name of the error in the stand-in's words; null leaves it to the status
 * @param headers on top of those of the error
 * @param delay of what waits
 * @param carriedOut whether the request does its work before
 * @param times how often it strikes at most
 * @param probability with which a request that matches is struck, above 0
 * @param seed of chance: the same seed strikes the same requests of a row
 */
public record Fault(
    String kind,
    @Nullable String method,
    String path,
    int status,
    @Nullable String name,
    Map<String, String> headers,
    Duration delay,
    boolean carriedOut,
    int times,
    double probability,
    long seed) {

  /** Waits, then goes on as if nothing was. */
  static final String DELAY = "delay";

  /** An error in place of the answer. */
  static final String ANSWER = "answer";

  /** The connection is closed without an answer. */
  static final String DROP = "drop";

  /** No answer, and the connection stays open. */
  static final String HANG = "hang";

  /** The answer's body comes in pieces, {@code delay} in all. */
  static final String SLOW_BODY = "slow-body";

  /** The kinds that every stand-in has. */
  static final Set<String> GENERAL = Set.of(DELAY, ANSWER, DROP, HANG, SLOW_BODY);

  /** Longer than any client waits. */
  private static final Duration FOR_EVER = Duration.ofHours(1);

  public Fault {
    headers = Map.copyOf(headers);
    require(times >= 1, "times must be at least 1");
    require(probability > 0 && probability <= 1, "probability must be above 0 and at most 1");
    require(!delay.isNegative(), "millis must not be negative");
    require(
        !delay.isZero() || !Set.of(DELAY, SLOW_BODY).contains(kind), kind + " needs its millis");
    require(
        kind.equals(ANSWER) ? status >= 400 && status <= 599 : status == 0,
        "status, from 400 to 599, belongs to " + ANSWER);
    require(
        kind.equals(ANSWER) || (name == null && headers.isEmpty()),
        "name and headers belong to " + ANSWER);
  }

  /** A kind that only some stand-in has; each time it could. */
  public static Fault of(String kind) {
    return new Fault(
        kind, null, "*", 0, null, Map.of(), Duration.ZERO, false, Integer.MAX_VALUE, 1, 0);
  }

  /** Answers late. */
  public static Fault delay(Duration by) {
    return waiting(DELAY, by);
  }

  /** Answers an error and does nothing. */
  public static Fault answer(int status) {
    return new Fault(
        ANSWER, null, "*", status, null, Map.of(), Duration.ZERO, false, Integer.MAX_VALUE, 1, 0);
  }

  /** Closes the connection and does nothing. */
  public static Fault drop() {
    return of(DROP);
  }

  /** Never answers and does nothing. */
  public static Fault hang() {
    return waiting(HANG, FOR_EVER);
  }

  /** Sends the answer's body in pieces. */
  public static Fault slowBody(Duration over) {
    return waiting(SLOW_BODY, over);
  }

  private static Fault waiting(String kind, Duration delay) {
    return new Fault(kind, null, "*", 0, null, Map.of(), delay, false, Integer.MAX_VALUE, 1, 0);
  }

  /** Only for such requests. */
  public Fault on(String onMethod, String onPath) {
    return new Fault(
        kind, onMethod, onPath, status, name, headers, delay, carriedOut, times, probability, seed);
  }

  /** Only below such a path. */
  public Fault on(String onPath) {
    return new Fault(
        kind, method, onPath, status, name, headers, delay, carriedOut, times, probability, seed);
  }

  /** With the error's name in the stand-in's words. */
  public Fault named(String error) {
    return new Fault(
        kind, method, path, status, error, headers, delay, carriedOut, times, probability, seed);
  }

  /** With one header more. */
  public Fault with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Fault(
        kind, method, path, status, name, more, delay, carriedOut, times, probability, seed);
  }

  /** The request does its work before: what a client sees is not what happened. */
  public Fault afterTheWork() {
    return new Fault(
        kind, method, path, status, name, headers, delay, true, times, probability, seed);
  }

  /** Not more often than this. */
  public Fault times(int most) {
    return new Fault(
        kind, method, path, status, name, headers, delay, carriedOut, most, probability, seed);
  }

  /** By chance. */
  public Fault sometimes(double chance, long seedOfChance) {
    return new Fault(
        kind, method, path, status, name, headers, delay, carriedOut, times, chance, seedOfChance);
  }

  /** Whether it is about such a request. */
  boolean matches(String requestMethod, String requestPath) {
    return (method == null || method.equals(requestMethod))
        && Pattern.matches(
            Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
            requestPath);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
