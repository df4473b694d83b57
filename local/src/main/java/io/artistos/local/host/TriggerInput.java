package io.artistos.local.host;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** What a trigger hands to one invocation. */
interface TriggerInput {

  /** The trigger's own value as the type of its parameter, which {@link #accepts} let pass. */
  @Nullable Object value(Type target);

  /** What {@code @BindingName} parameters are filled from. */
  BindingData data();

  /** The caller's {@code traceparent}, if it sent one. */
  default @Nullable String traceparent() {
    return null;
  }

  /** The caller's {@code tracestate}, if it sent one. */
  default @Nullable String tracestate() {
    return null;
  }

  /** Whether this host can bind {@code trigger} to a parameter of type {@code target}. */
  static boolean accepts(Trigger trigger, Type target) {
    if (target == String.class) {
      return true;
    }
    return trigger instanceof Trigger.Http
        && target instanceof ParameterizedType message
        && HttpInput.accepts(message);
  }
}
