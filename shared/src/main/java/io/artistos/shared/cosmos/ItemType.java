package io.artistos.shared.cosmos;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Which items a record stands for, by their member {@code type}. Reading another one by its id
 * finds nothing: ids come from callers, and containers hold items of many types.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ItemType {
  String value();
}
