package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FanLinks;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.PageViews;
import io.artistos.shared.pages.Speaking;
import io.artistos.shared.text.Language;
import java.util.Optional;

/** A fan leaves: by the mail client's own button (RFC 8058) or by the one on the page. */
public final class Unsubscribe {

  private final Endpoint endpoint;
  private final FanLinks links;
  private final PageViews views;

  public Unsubscribe(Endpoint endpoint, FanLinks links, PageViews views) {
    this.endpoint = endpoint;
    this.links = links;
    this.views = views;
  }

  @FunctionName("Unsubscribe")
  @CalledBy(Caller.SIGNED_LINK)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "unsubscribe",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call -> {
          Optional<String> artist = links.unsubscribe(Tokens.of(call));
          // A mail client posts by itself (RFC 8058) and shows nothing; a person wants to see a
          // page.
          return call.wantsHtml()
              ? Reply.html(200, goodbye(artist, Speaking.of(call)))
              : Reply.empty(200);
        });
  }

  private String goodbye(Optional<String> artist, Language language) {
    return artist
        .map(name -> views.goodbye(name, language))
        .orElseGet(() -> views.goodbyeToNobody(language));
  }
}
