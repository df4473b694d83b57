package io.artistos.functions.artists;

import io.artistos.shared.artists.AccountView;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.http.Reply;

/** An account as an answer. */
final class AccountReplies {

  private AccountReplies() {}

  /** With the version that a change can name in {@code If-Match}. */
  static Reply of(Versioned<AccountView> account) {
    return Reply.json(200, account.value()).with("ETag", account.etag());
  }
}
