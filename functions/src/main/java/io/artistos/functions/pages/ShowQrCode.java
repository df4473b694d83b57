package io.artistos.functions.pages;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Conditional;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageQr;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** A fan page's address as a QR code. */
public final class ShowQrCode {

  private static final String CACHE = "public, max-age=300";

  private final Endpoint endpoint;
  private final FanPages pages;
  private final URI publicUrl;

  public ShowQrCode(Endpoint endpoint, FanPages pages, URI publicUrl) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.publicUrl = publicUrl;
  }

  @FunctionName("ShowQrCode")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET},
              route = "a/{slug}/qr.svg",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("slug") String slug,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.PAGE,
        call -> {
          FanPage page = pages.page(slug);
          String path = page.shortCode() == null ? "/a/" + page.slug() : "/s/" + page.shortCode();
          String svg = PageQr.svg(publicUrl + path + "?source=qr");
          Map<String, String> headers = Map.of("Content-Type", "image/svg+xml; charset=utf-8");
          return Conditional.reply(call, new Reply(200, headers, svg), CACHE);
        });
  }
}
