package io.artistos.shared.crypto;

/** Where secrets come from. */
@FunctionalInterface
public interface Secrets {

  /**
   * The latest enabled version of a secret.
   *
   * @throws IllegalStateException when there is none of that name: a deployment fault
   */
  Secret<String> latest(String name);
}
