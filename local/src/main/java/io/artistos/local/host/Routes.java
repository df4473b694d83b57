package io.artistos.local.host;

import io.artistos.local.http.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The HTTP functions by route (contracts 4.3): the first that matches wins, in name order. */
final class Routes {

  private static final Set<String> RESERVED = Set.of("admin", "runtime");

  /** A function with the values that its route captured. */
  record Match(LoadedFunction function, Trigger.Http trigger, Map<String, String> values) {}

  private record Route(LoadedFunction function, Trigger.Http trigger, RouteTemplate template) {

    boolean takes(String method) {
      return trigger.methods().isEmpty() || trigger.methods().contains(method);
    }

    boolean conflictsWith(Route other) {
      return trigger.route().equalsIgnoreCase(other.trigger.route())
          && (trigger.methods().isEmpty()
              || other.trigger.methods().isEmpty()
              || !Collections.disjoint(trigger.methods(), other.trigger.methods()));
    }
  }

  private final List<Route> routes = new ArrayList<>();

  /**
   * @throws InvalidAppException for a reserved route and for two functions that claim the same one
   */
  Routes(String prefix, List<LoadedFunction> functions) {
    for (LoadedFunction function : functions) {
      if (function.trigger() instanceof Trigger.Http trigger) {
        add(prefix, function, trigger);
      }
    }
  }

  private void add(String prefix, LoadedFunction function, Trigger.Http trigger) {
    String first = trigger.route().split("/", 2)[0].toLowerCase(Locale.ROOT);
    if (RESERVED.contains(first)) {
      throw new InvalidAppException(
          function.name() + ": the route segment " + first + " is reserved");
    }
    String whole =
        prefix.isEmpty() || trigger.route().isEmpty()
            ? prefix + trigger.route()
            : prefix + "/" + trigger.route();
    Route route = new Route(function, trigger, RouteTemplate.parse(whole));
    for (Route other : routes) {
      if (route.conflictsWith(other)) {
        throw new InvalidAppException(
            function.name() + " and " + other.function.name() + " claim the same route and method");
      }
    }
    routes.add(route);
  }

  /** Null when no function has such a path and method. */
  @Nullable Match find(Request request) {
    List<String> path = segments(request.path());
    for (Route route : routes) {
      if (route.takes(request.method())) {
        Map<String, String> values = route.template.match(path);
        if (values != null) {
          return new Match(route.function, route.trigger, values);
        }
      }
    }
    return null;
  }

  /** Decoded; a slash at the end is as good as none. */
  static List<String> segments(String path) {
    String inner = path.replaceFirst("^/", "").replaceFirst("/$", "");
    return inner.isEmpty()
        ? List.of()
        : Arrays.stream(inner.split("/", -1)).map(Request::decodeSegment).toList();
  }
}
