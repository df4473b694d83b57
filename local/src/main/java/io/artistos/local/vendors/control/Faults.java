package io.artistos.local.vendors.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Which faults a stand-in shows: of each kind the next so many times, or with a probability. None
 * to begin with. Thread-safe.
 *
 * @param <K> the kinds that the stand-in knows
 */
public final class Faults<K extends Enum<K>> {

  /**
   * When one kind strikes.
   *
   * @param next the next so many times for certain, at least 0
   * @param probability of every time after those, 0 to 1
   * @param delay how long an answer takes, for kinds that are slow
   */
  public record Setting(int next, double probability, Duration delay) {

    static final Setting NEVER = new Setting(0, 0, Duration.ZERO);

    public Setting {
      if (next < 0 || !(probability >= 0 && probability <= 1) || delay.isNegative()) {
        throw new IllegalArgumentException(
            "next and delay must be at least 0, probability from 0 to 1");
      }
    }
  }

  private final Class<K> kinds;
  private final Map<K, Setting> settings;
  private final Map<K, Long> struck;
  private Random random = new Random(0);

  public Faults(Class<K> kinds) {
    this.kinds = kinds;
    this.settings = new EnumMap<>(kinds);
    this.struck = new EnumMap<>(kinds);
  }

  /** The next {@code times} times. */
  public void next(K kind, int times) {
    set(kind, new Setting(times, 0, Duration.ZERO));
  }

  /** With a probability from 0 to 1, until it is set again. */
  public void often(K kind, double probability) {
    set(kind, new Setting(0, probability, Duration.ZERO));
  }

  /** Replaces what was set for the kind. */
  public synchronized void set(K kind, Setting setting) {
    settings.put(kind, setting);
  }

  /** Chance begins anew, the same for the same seed. */
  public synchronized void seed(long seed) {
    random = new Random(seed);
  }

  /** No more faults of any kind. */
  public synchronized void clear() {
    settings.clear();
  }

  /** Whether the fault happens this time; asking uses one of the next times up. */
  public synchronized boolean strikes(K kind) {
    Setting setting = settings.getOrDefault(kind, Setting.NEVER);
    boolean strikes = setting.next() > 0 || random.nextDouble() < setting.probability();
    if (setting.next() > 0) {
      set(kind, new Setting(setting.next() - 1, setting.probability(), setting.delay()));
    }
    if (strikes) {
      struck.merge(kind, 1L, Long::sum);
    }
    return strikes;
  }

  /**
   * Sleeps when the kind strikes, as long as was set.
   *
   * @throws InterruptedException when the server closes meanwhile
   */
  public void pause(K kind) throws InterruptedException {
    Duration delay;
    synchronized (this) {
      delay = settings.getOrDefault(kind, Setting.NEVER).delay();
    }
    if (strikes(kind)) {
      Thread.sleep(delay);
    }
  }

  /** How often the kind has struck since the start. */
  public synchronized long struck(K kind) {
    return struck.getOrDefault(kind, 0L);
  }

  /** {@code {"drop-after-accept":{"next":1,"probability":0.0,"millis":0,"struck":4},…}}. */
  synchronized ObjectNode json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (K kind : kinds.getEnumConstants()) {
      Setting setting = settings.getOrDefault(kind, Setting.NEVER);
      node.putObject(name(kind))
          .put("next", setting.next())
          .put("probability", setting.probability())
          .put("millis", setting.delay().toMillis())
          .put("struck", struck(kind));
    }
    return node;
  }

  /**
   * The kind of this name, lower case with dashes.
   *
   * @throws IllegalArgumentException when there is none
   */
  K kind(String name) {
    for (K kind : kinds.getEnumConstants()) {
      if (name(kind).equals(name)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("there is no such fault; GET shows those there are");
  }

  private static String name(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
