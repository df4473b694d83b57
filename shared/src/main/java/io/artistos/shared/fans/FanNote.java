package io.artistos.shared.fans;

import java.time.Instant;

/**
 * What one of the artist's people wrote down about a fan.
 *
 * @param id 22 characters of base64url
 * @param author the user's id at Clerk, or the API key's
 */
public record FanNote(String id, String text, String author, Instant at) {

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "FanNote[" + id + "]";
  }
}
