package io.artistos.local.host;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpResponseMessage;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Java method of a function and where each of its arguments comes from. The annotations are
 * classes of the app's loader, so they are read by name.
 */
final class EntryPoint {

  private static final String ANNOTATIONS = "com.microsoft.azure.functions.annotation.";

  /** Finds one argument. */
  @FunctionalInterface
  private interface Argument {
    @Nullable Object of(TriggerInput input, ExecutionContext context);
  }

  private final Method method;
  private final List<Argument> arguments;

  private EntryPoint(Method method, List<Argument> arguments) {
    this.method = method;
    this.arguments = arguments;
  }

  /**
   * Loads the class, finds the method and checks that every parameter can be bound.
   *
   * @throws InvalidAppException when not, with the parameter that cannot
   */
  static EntryPoint of(FunctionJson function, ClassLoader app) {
    Method method = method(function, app);
    Class<?> returned = method.getReturnType();
    if (function.trigger() instanceof Trigger.Http
        && returned != HttpResponseMessage.class
        && returned != String.class) {
      throw invalid(
          function, "returns " + returned.getName() + ", not HttpResponseMessage or String");
    }
    List<Argument> arguments = new ArrayList<>();
    for (Parameter parameter : method.getParameters()) {
      arguments.add(argument(function, parameter));
    }
    return new EntryPoint(method, List.copyOf(arguments));
  }

  /** The class that holds the method. */
  Class<?> type() {
    return method.getDeclaringClass();
  }

  /** Calls the method; whatever it throws comes out as it is. */
  @Nullable Object call(Object instance, TriggerInput input, ExecutionContext context)
      throws Throwable {
    Object[] values = arguments.stream().map(a -> a.of(input, context)).toArray();
    try {
      return method.invoke(instance, values);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static Method method(FunctionJson function, ClassLoader app) {
    String entry = function.entryPoint();
    int dot = entry.lastIndexOf('.');
    try {
      Class<?> type = Class.forName(entry.substring(0, Math.max(dot, 0)), true, app);
      List<Method> named =
          Arrays.stream(type.getMethods())
              .filter(m -> m.getName().equals(entry.substring(dot + 1)) && !m.isBridge())
              .toList();
      if (named.size() != 1) {
        throw invalid(function, entry + ": one public method is wanted, there are " + named.size());
      }
      return named.getFirst();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new InvalidAppException(function.name() + ": " + entry + " cannot be loaded", e);
    }
  }

  private static Argument argument(FunctionJson function, Parameter parameter) {
    Type type = parameter.getParameterizedType();
    if (type == ExecutionContext.class) {
      return (input, context) -> context;
    }
    for (Annotation annotation : parameter.getAnnotations()) {
      String annotated = annotation.annotationType().getName();
      if (annotated.equals(ANNOTATIONS + "BindingName")) {
        String name = member(annotation, "value");
        if (!BindingData.accepts(type)) {
          throw invalid(function, "@BindingName " + name + " cannot be a " + type.getTypeName());
        }
        return (input, context) -> input.data().get(name, type);
      }
      if (annotated.startsWith(ANNOTATIONS)
          && annotated.endsWith("Trigger")
          && member(annotation, "name").equals(function.trigger().parameter())) {
        if (!TriggerInput.accepts(function.trigger(), type)) {
          throw invalid(function, "the trigger cannot be bound to " + type.getTypeName());
        }
        return (input, context) -> input.value(type);
      }
    }
    throw invalid(
        function,
        "nothing binds parameter " + parameter.getName() + " of type " + type.getTypeName());
  }

  private static String member(Annotation annotation, String name) {
    try {
      return (String) annotation.annotationType().getMethod(name).invoke(annotation);
    } catch (ReflectiveOperationException e) {
      throw new InvalidAppException(annotation.annotationType() + " has no " + name, e);
    }
  }

  private static InvalidAppException invalid(FunctionJson function, String why) {
    return new InvalidAppException(function.name() + ": " + why);
  }
}
