package io.artistos.local.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ASP.NET Core route template (contracts 4.3), as far as built: literals, {@code {id}}, {@code
 * {id?}}, {@code {id=3}}, {@code {*rest}} and the constraints int, guid, alpha and length(n).
 */
final class RouteTemplate {

  private static final Pattern CONSTRAINT = Pattern.compile(RouteConstraints.FORM);
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\{(\\*{1,2})?(\\w+)((?:" + RouteConstraints.FORM + ")*)(?:=([^?{}]*))?(\\?)?}");
  private static final Pattern LITERAL = Pattern.compile("[^{}*?]+");

  /**
   * One segment.
   *
   * @param text the literal, or the parameter's name
   * @param otherwise the value when the path has no such segment
   */
  private record Segment(
      String text,
      boolean parameter,
      boolean rest,
      boolean optional,
      @Nullable String otherwise,
      List<Predicate<String>> constraints) {

    boolean mayBeAbsent() {
      return optional || rest || otherwise != null;
    }

    boolean matches(String value) {
      return parameter
          ? constraints.stream().allMatch(c -> c.test(value))
          : text.equalsIgnoreCase(value);
    }
  }

  private final List<Segment> segments;

  private RouteTemplate(List<Segment> segments) {
    this.segments = segments;
  }

  /**
   * @throws InvalidAppException for a template that is broken or uses what is not built
   */
  static RouteTemplate parse(String template) {
    List<Segment> segments = new ArrayList<>();
    for (String text : template.isEmpty() ? new String[0] : template.split("/", -1)) {
      Segment segment = segment(template, text);
      boolean afterRest = !segments.isEmpty() && segments.getLast().rest;
      boolean afterAbsent = !segments.isEmpty() && segments.getLast().mayBeAbsent();
      if (afterRest || (afterAbsent && !segment.mayBeAbsent())) {
        throw new InvalidAppException(
            "route " + template + ": nothing can follow an optional part");
      }
      segments.add(segment);
    }
    return new RouteTemplate(List.copyOf(segments));
  }

  /**
   * Matches, ignoring case.
   *
   * @param path decoded segments
   * @return the captured values with their case; null when the path is not of this template
   */
  @Nullable Map<String, String> match(List<String> path) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      String value = value(segment, path, i);
      if (value == null) {
        if (!segment.mayBeAbsent()) {
          return null;
        }
      } else if ((!segment.rest && value.isEmpty()) || !segment.matches(value)) {
        return null;
      } else if (segment.parameter) {
        values.put(segment.text, value);
      }
    }
    boolean rest = !segments.isEmpty() && segments.getLast().rest;
    return path.size() > segments.size() && !rest ? null : values;
  }

  private static @Nullable String value(Segment segment, List<String> path, int at) {
    if (at >= path.size()) {
      return segment.otherwise;
    }
    if (segment.rest) {
      return String.join("/", path.subList(at, path.size()));
    }
    return path.get(at);
  }

  private static Segment segment(String template, String text) {
    if (LITERAL.matcher(text).matches()) {
      return new Segment(text, false, false, false, null, List.of());
    }
    Matcher m = PARAMETER.matcher(text);
    if (!m.matches()) {
      throw new InvalidAppException("route " + template + ": '" + text + "' is not built");
    }
    List<Predicate<String>> constraints =
        CONSTRAINT
            .matcher(m.group(3))
            .results()
            .map(c -> RouteConstraints.parse("route " + template, c.group()))
            .toList();
    return new Segment(
        m.group(2), true, m.group(1) != null, m.group(5) != null, m.group(4), constraints);
  }
}
