package io.artistos.functions.fans;

import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.fans.FanEvidence;
import io.artistos.shared.fans.FanView;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Reply;

/** Fans as answers. */
final class FanReplies {

  private FanReplies() {}

  /** With the version that a change can name in {@code If-Match}. */
  static Reply of(Versioned<FanView> fan) {
    return Reply.json(200, fan.value()).with("ETag", fan.etag());
  }

  /** A page for browsers, else JSON. */
  static Reply of(Call call, FanEvidence.Document document) {
    return call.wantsHtml() ? FanEvidence.page(document) : Reply.json(200, document);
  }
}
