package io.artistos.shared.queue;

import java.util.Arrays;
import java.util.List;

/** Every queue. Names are constants too, because annotations want those. */
public enum Queues {
  FAN_MAIL(Queues.FAN_MAIL_NAME);

  /** A fan is waiting for mail; the message is a {@link FanMailMessage}. */
  public static final String FAN_MAIL_NAME = "fan-mail";

  /** Where the host puts messages that failed too often. */
  public static final String FAN_MAIL_POISON_NAME = FAN_MAIL_NAME + "-poison";

  private final String id;

  Queues(String id) {
    this.id = id;
  }

  /** The queue's name in Azure Storage. */
  public String id() {
    return id;
  }

  /** All names; the infrastructure and the local suite create these. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Queues::id).toList();
  }
}
