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
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.FanPage;
import io.artistos.shared.pages.FanPages;
import io.artistos.shared.pages.PageContent.PageImage;
import io.artistos.shared.pages.PageImages;
import java.util.Optional;

/** The image of a fan page: leads to where it is kept, for some minutes. */
public final class ShowPageImage {

  /** Shorter than the address it leads to works. */
  private static final String CACHE = "public, max-age=300";

  private final Endpoint endpoint;
  private final FanPages pages;
  private final PageImages images;

  public ShowPageImage(Endpoint endpoint, FanPages pages, PageImages images) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.images = images;
  }

  @FunctionName("ShowPageImage")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.HEAD},
              route = "a/{slug}/image",
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
          PageImage image = page.content().image();
          if (image == null) {
            throw new NotFound("image");
          }
          return images
              .address(page.tenantId(), image.releaseId(), image.mediaId())
              .map(address -> Reply.empty(302).with("Location", address.toString()))
              .orElseThrow(() -> new NotFound("image"))
              .with("Cache-Control", CACHE);
        });
  }
}
