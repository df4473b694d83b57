package io.artistos.functions.fans;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.BindingName;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.fans.FormProof;
import io.artistos.shared.fans.NewFan;
import io.artistos.shared.fans.SignupGuard;
import io.artistos.shared.geo.ClientLocations;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import io.artistos.shared.pages.FanPages;
import java.util.Optional;

/** A fan signs up: by JSON, by the embedded form, or by the fan page's own form. */
public final class SignUp {

  private final Endpoint endpoint;
  private final FanPages pages;
  private final SignupGuard guard;
  private final ClientLocations locations;
  private final SignUpReplies replies;

  public SignUp(
      Endpoint endpoint,
      FanPages pages,
      SignupGuard guard,
      ClientLocations locations,
      SignUpReplies replies) {
    this.endpoint = endpoint;
    this.pages = pages;
    this.guard = guard;
    this.locations = locations;
    this.replies = replies;
  }

  @FunctionName("SignUp")
  @CalledBy(value = Caller.PUBLIC, slug = "slug")
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.POST},
              route = "api/fan-pages/{slug}/signups",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      @BindingName("slug") String slug,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.ANY_SITE,
        call ->
            replies.of(
                call,
                slug,
                () -> {
                  NewFan fan = NewFan.read(call, pages.page(slug), pages);
                  FormProof proof =
                      FormProof.read(call, replies.answerField(), locations.network(call));
                  guard.signUp(slug, fan, proof, locations.of(call), call.traceParent());
                  return fan.email();
                }));
  }
}
