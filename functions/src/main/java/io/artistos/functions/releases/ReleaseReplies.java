package io.artistos.functions.releases;

import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.http.Reply;
import io.artistos.shared.releases.ReleaseView;

/** A release as an answer. */
final class ReleaseReplies {

  private ReleaseReplies() {}

  /** With the version that a change can name in {@code If-Match}. */
  static Reply of(int status, Versioned<ReleaseView> release) {
    return Reply.json(status, release.value()).with("ETag", release.etag());
  }
}
