package io.artistos.local.host;

import java.lang.reflect.Type;

/** The input of a queue or timer trigger: a string. */
record TextInput(String text, BindingData data) implements TriggerInput {

  /** A text without anything for {@code @BindingName}. */
  static TextInput of(String text) {
    return new TextInput(text, new BindingData.Builder().build());
  }

  @Override
  public Object value(Type target) {
    return text;
  }
}
