package io.artistos.shared.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.errors.Unauthenticated;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenSecrecyTest {

  private final SignInWorld world = new SignInWorld();

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void noTokenGetsIntoALog() {
    CopyOnWriteArrayList<String> lines = new CopyOnWriteArrayList<>();
    Handler handler = new Collector(lines);
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(handler);
    root.setLevel(Level.ALL);
    try {
      String good = world.token();
      world.tokens.verify(good);
      assertThat(lines).isNotEmpty(); // the HTTP server's own, so that logs are seen at all
      String forged = good.substring(0, good.length() - 4) + "AAAA";
      assertRefused(forged);
      Map<String, Object> elsewhere = world.claims();
      elsewhere.put("azp", "https://evil.example");
      assertRefused(world.token(SignInWorld.header(), elsewhere));
      String signature = good.substring(good.lastIndexOf('.') + 1, good.length() - 4);
      assertThat(lines)
          .noneMatch(line -> line.contains(signature))
          .noneMatch(line -> line.contains(good.substring(0, 40)))
          .noneMatch(line -> line.contains("user_2bQKXM"));
    } finally {
      root.setLevel(before);
      root.removeHandler(handler);
    }
  }

  private static final class Collector extends Handler {

    private final CopyOnWriteArrayList<String> lines;

    private Collector(CopyOnWriteArrayList<String> lines) {
      this.lines = lines;
      setLevel(Level.ALL);
    }

    @Override
    public void publish(LogRecord line) {
      lines.add(line.getMessage() + " " + line.getThrown());
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  private void assertRefused(String token) {
    assertThatThrownBy(() -> world.tokens.verify(token))
        .isInstanceOf(Unauthenticated.class)
        .hasMessage("The session token is not valid, or not any more.")
        .hasNoCause();
  }
}
