package io.artistos.local.vendors;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** The stand-ins in a JVM of their own, to be killed. Prints its port and runs until then. */
final class VendorsMain {

  private VendorsMain() {}

  public static void main(String[] arguments) {
    VendorsServer server =
        VendorsServer.start(
            new VendorsServer.Options(
                0,
                Path.of(arguments[0]),
                Clock.systemUTC(),
                VendorsFixture.RESEND,
                VendorsFixture.MODEL, VendorsFixture.SPOTIFY));
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(server.uri().getPort());
  }
}
