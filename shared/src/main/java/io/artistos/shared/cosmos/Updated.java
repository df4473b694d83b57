package io.artistos.shared.cosmos;

/** An item before and after an update; the two are equal when there was nothing to change. */
public record Updated<T>(T before, T after) {

  public boolean changed() {
    return !before.equals(after);
  }
}
