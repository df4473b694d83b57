package io.artistos.functions.suite;

import io.artistos.local.vendors.ReceivedMail;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links in a mail to a fan, as path and query. */
final class MailLinks {

  private static final Pattern CONFIRM = Pattern.compile("https?://\\S+/confirm\\?t=[\\w-]+");

  private MailLinks() {}

  static String confirm(ReceivedMail mail) {
    Matcher link = CONFIRM.matcher(String.valueOf(mail.text()));
    if (!link.find()) {
      throw new AssertionError("no link to confirm in " + mail.text());
    }
    return pathOf(link.group());
  }

  static String unsubscribe(ReceivedMail mail) {
    String header = String.valueOf(mail.header("List-Unsubscribe"));
    return pathOf(header.substring(1, header.length() - 1));
  }

  private static String pathOf(String link) {
    URI uri = URI.create(link);
    return uri.getRawPath() + "?" + uri.getRawQuery();
  }
}
