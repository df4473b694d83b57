package io.artistos.functions.boot;

import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.shared.identity.CalledBy;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an HTTP trigger's method declares.
 *
 * @param segments of the route
 */
record Declared(CalledBy caller, List<String> segments) {

  /**
   * @throws IllegalStateException when the class does not say who may call, or is no HTTP trigger
   */
  static Declared by(Class<?> function) {
    Method method =
        Arrays.stream(function.getMethods())
            .filter(one -> one.isAnnotationPresent(CalledBy.class))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(function + " does not say who may call"));
    String route =
        Arrays.stream(method.getParameters())
            .map((Parameter one) -> one.getAnnotation(HttpTrigger.class))
            .filter(Objects::nonNull)
            .map(HttpTrigger::route)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(function + " is no HTTP trigger"));
    return new Declared(method.getAnnotation(CalledBy.class), List.of(route.split("/", -1)));
  }

  /** What stands in the place of the route's parameters, decoded, by name. */
  Map<String, String> parameters(URI uri) {
    // A path begins with a slash, and what the host matched may end with one.
    String[] path = uri.getPath().replaceFirst("/$", "").split("/", -1);
    Map<String, String> values = new HashMap<>();
    if (path.length == segments.size() + 1) {
      for (int i = 0; i < segments.size(); i++) {
        String segment = segments.get(i);
        if (segment.startsWith("{")) {
          values.put(segment.substring(1, segment.length() - 1), path[i + 1]);
        }
      }
    }
    return values;
  }
}
