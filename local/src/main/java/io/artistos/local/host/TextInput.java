package io.artistos.local.host;

import java.lang.reflect.Type;

/** The input of a queue or timer trigger: a string. */
record TextInput(String text, BindingData data) implements TriggerInput {

  @Override
  public Object value(Type target) {
    return text;
  }
}
