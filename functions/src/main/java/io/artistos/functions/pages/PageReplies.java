package io.artistos.functions.pages;

import io.artistos.shared.http.Reply;
import io.artistos.shared.pages.PageEditing;

/** A fan page as an answer. */
final class PageReplies {

  private PageReplies() {}

  static Reply of(int status, PageEditing.Version page) {
    return Reply.json(status, page.view()).with("ETag", page.etag());
  }
}
