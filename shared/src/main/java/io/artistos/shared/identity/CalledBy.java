package io.artistos.shared.identity;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares who may call an HTTP function. It is what is enforced, too: nothing else admits a
 * caller. There is no default: the build refuses a function without it, and the tests of who is
 * refused are made from it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CalledBy {
  Caller value();

  /** What the caller must be permitted: exactly one for {@link Caller#MEMBER}, else none. */
  Permission[] needs() default {};

  /** Whether it works for an account that is being deleted, too. */
  boolean alsoDeleted() default false;

  /**
   * The feature that must be on for the account, by name; for others the function is not there
   * (404). Empty for what everybody has.
   */
  String feature() default "";

  /**
   * The parameter of the route that is an artist's slug, where anybody may call: such calls are
   * limited by artist account, too. Empty for what is for no single artist.
   */
  String slug() default "";

  /** Whether it is in the audit log although it changes nothing. */
  boolean recorded() default false;
}
