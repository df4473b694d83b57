package io.artistos.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;

/**
 * The whole story of one artist, from the first fan to the receipt of the purge, played against a
 * running suite over HTTP as people and programs would. What it counts is compared with what has to
 * be; the first difference ends it.
 */
public final class Demo {

  private Demo() {}

  /**
   * Plays it with an artist of its own, so that it can be played again. The suite's clock is some
   * weeks later afterwards.
   *
   * @param suite what {@code suite.json} of the running suite says
   * @param tls trusts the suite's own authority
   * @param fans how many sign up, at least 200, so that every kind of person is among them
   * @param nights how many nights of figures are pulled, at least 1
   * @return the artist's slug, {@code mira-} and what the local part of each fan's address holds
   *     too
   * @throws RuntimeException when anything is not as it has to be
   */
  public static String play(JsonNode suite, SSLContext tls, int fans, int nights, PrintStream out) {
    String run = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    Transcript transcript = new Transcript(out);
    try (Stage stage = new Stage(suite, tls, "mira-" + run, transcript)) {
      Crowd crowd = Crowd.of(fans, run);
      new FansChapter(stage, crowd).play();
      String release = new ReleaseChapter(stage).play();
      new BlastChapter(stage, crowd).play();
      new SpotifyChapter(stage, release, nights).play();
      new DeletionChapter(stage).play();
    }
    transcript.chapter("The end: " + transcript.checks() + " counts, all as they have to be");
    return "mira-" + run;
  }
}
