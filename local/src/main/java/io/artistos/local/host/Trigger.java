package io.artistos.local.host;

import java.util.Set;

/** What starts a function, as its function.json says. */
sealed interface Trigger {

  /** The binding's name, which the annotation of the Java parameter repeats. */
  String parameter();

  /** Who may call, in the host's order: every level includes the ones above it. */
  enum AuthLevel {
    ANONYMOUS,
    FUNCTION,
    ADMIN
  }

  /**
   * An HTTP request.
   *
   * @param route the template below the route prefix
   * @param methods in upper case; empty for all
   */
  record Http(String parameter, String route, Set<String> methods, AuthLevel authLevel)
      implements Trigger {}

  /**
   * A message in a storage queue.
   *
   * @param connection the name of the setting with the connection string
   */
  record Queue(String parameter, String queueName, String connection) implements Trigger {}

  /**
   * The time.
   *
   * @param schedule NCRONTAB or a time span, settings not yet put in
   */
  record Timer(String parameter, String schedule) implements Trigger {}
}
