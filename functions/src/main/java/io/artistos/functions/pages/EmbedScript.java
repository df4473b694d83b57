package io.artistos.functions.pages;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.HttpMethod;
import com.microsoft.azure.functions.HttpRequestMessage;
import com.microsoft.azure.functions.HttpResponseMessage;
import com.microsoft.azure.functions.annotation.AuthorizationLevel;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.HttpTrigger;
import io.artistos.functions.boot.Endpoint;
import io.artistos.shared.http.Conditional;
import io.artistos.shared.http.Reply;
import io.artistos.shared.identity.CalledBy;
import io.artistos.shared.identity.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The script that puts the sign-up form on anybody's page. */
public final class EmbedScript {

  private static final String CACHE = "public, max-age=300";

  private final Endpoint endpoint;
  private final Reply script;

  public EmbedScript(Endpoint endpoint) {
    this.endpoint = endpoint;
    this.script =
        new Reply(
            200,
            Map.of(
                "Content-Type", "text/javascript; charset=utf-8",
                "Cross-Origin-Resource-Policy", "cross-origin"),
            read());
  }

  @FunctionName("EmbedScript")
  @CalledBy(Caller.PUBLIC)
  public HttpResponseMessage run(
      @HttpTrigger(
              name = "request",
              methods = {HttpMethod.GET, HttpMethod.HEAD},
              route = "embed.js",
              authLevel = AuthorizationLevel.ANONYMOUS)
          HttpRequestMessage<Optional<String>> request,
      ExecutionContext context) {
    return endpoint.answer(
        this,
        request,
        context,
        Endpoint.Audience.ANY_SITE,
        call -> Conditional.reply(call, script, CACHE));
  }

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(
            EmbedScript.class.getResourceAsStream("/embed/embed.js"), "embed.js is not packaged")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
