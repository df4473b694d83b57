package io.artistos.local.host;

import java.util.logging.LogManager;

/**
 * Keeps its handlers when the JVM ends. The JDK's own log manager closes them in a shutdown hook,
 * while {@link HostMain} still drains in another, and what happens then would not be told.
 */
public final class HostLogManager extends LogManager {

  @Override
  public void reset() {
    // Called by that hook, and before the one configuration is read, when there is nothing to
    // reset.
  }
}
