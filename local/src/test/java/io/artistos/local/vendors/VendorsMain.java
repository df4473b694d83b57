package io.artistos.local.vendors;

import io.artistos.local.vendors.webhooks.Webhook;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The stand-ins in a JVM of their own, to be killed. Prints its port and runs until then. */
final class VendorsMain {

  private VendorsMain() {}

  public static void main(String[] arguments) {
    // Nobody listens there.
    Webhook webhook = new Webhook(URI.create("http://127.0.0.1:1/"), WebhookReceiver.SECRET);
    ResendOptions options =
        new ResendOptions(VendorsFixture.KEY, 1000, VendorsFixture.SENDERS, Optional.of(webhook));
    VendorsServer server =
        VendorsServer.start(
            new VendorsServer.Options(
                0,
                Path.of(arguments[0]),
                Clock.systemUTC(),
                options,
                VendorsFixture.MODEL,
                VendorsFixture.SPOTIFY,
                VendorsFixture.CLERK));
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(server.uri().getPort());
  }
}
