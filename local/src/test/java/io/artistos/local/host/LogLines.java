package io.artistos.local.host;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records what a logger is given. */
final class LogLines extends Handler implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  LogLines(Class<?> type) {
    this(type.getName());
  }

  LogLines(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  /** Message and, when there is one, the exception behind it. */
  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    String thrown = line.getThrown() == null ? "" : " " + line.getThrown();
    lines.add(line.getMessage() + thrown);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
