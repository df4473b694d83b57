package io.artistos.shared.notices;

import io.artistos.shared.errors.Unavailable;
import java.util.Optional;

/** Where mail to a person goes. Thread-safe. */
@FunctionalInterface
public interface MemberAddresses {

  /**
   * The verified address that somebody signs in with; empty when there is none, or nobody.
   *
   * @throws Unavailable when that cannot be found out now
   */
  Optional<String> of(String userId);
}
