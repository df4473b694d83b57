package io.artistos.shared.numbers;

import io.artistos.shared.http.Call;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where visitors come from, as far as it is counted: a campaign's name or a host, in lower case and
 * without {@code www.}, never the rest of an address.
 */
public final class TrafficSource {

  /** Nothing says where from. */
  static final String DIRECT = "direct";

  /** What is no name and no host, and what there is too much of. */
  static final String OTHER = "*";

  private static final Pattern SCHEME = Pattern.compile("^[a-z][a-z0-9+.-]*://");
  private static final Pattern REST = Pattern.compile("[/?#].*$", Pattern.DOTALL);
  private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._ -]{1,60}");

  private TrafficSource() {}

  /**
   * What a link or a form says, else the host of the site that asks or led here; empty when nothing
   * does. A link says it by {@code ?source=} or, as campaigns do, by {@code ?utm_source=}.
   *
   * @param own the app itself, which visitors do not come from
   */
  public static Optional<String> of(Call call, URI own) {
    return call.query("source")
        .or(() -> call.query("utm_source"))
        .or(() -> call.header("origin").flatMap(TrafficSource::host))
        .or(() -> call.header("referer").flatMap(TrafficSource::host))
        .filter(text -> !text.isBlank() && !text.equals(own.getHost()));
  }

  private static Optional<String> host(String address) {
    try {
      return Optional.ofNullable(URI.create(address).getHost());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The name to count under. */
  static String name(@Nullable String source) {
    String text = source == null ? "" : source.strip().toLowerCase(Locale.ROOT);
    text = SCHEME.matcher(text).replaceFirst("");
    text = REST.matcher(text).replaceFirst("");
    text = PORT.matcher(text).replaceFirst("");
    text = (text.startsWith("www.") ? text.substring(4) : text).strip();
    if (text.isEmpty()) {
      return DIRECT;
    }
    return NAME.matcher(text).matches() ? text : OTHER;
  }
}
