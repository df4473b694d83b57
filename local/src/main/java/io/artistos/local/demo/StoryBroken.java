package io.artistos.local.demo;

/** Something in the story is not as it has to be. */
final class StoryBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoryBroken(String message) {
    super(message);
  }
}
