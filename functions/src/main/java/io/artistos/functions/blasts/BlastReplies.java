package io.artistos.functions.blasts;

import io.artistos.shared.blasts.Blasts;
import io.artistos.shared.http.Reply;

/** A blast as an answer. */
final class BlastReplies {

  private BlastReplies() {}

  static Reply of(int status, Blasts.Version blast) {
    return Reply.json(status, blast.view()).with("ETag", blast.etag());
  }
}
