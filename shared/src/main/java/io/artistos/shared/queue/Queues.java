package io.artistos.shared.queue;

import java.util.Arrays;
import java.util.List;

/** Every queue. Names are constants too, because annotations want those. */
public enum Queues {
  /** A fan is waiting for mail; the message is a {@link FanMailMessage}. */
  FAN_MAIL(Queues.FAN_MAIL_NAME),
  /** The artist is waiting for mail. */
  ARTIST_MAIL(Queues.ARTIST_MAIL_NAME),
  /** A release is waiting for its plan. */
  PLANS(Queues.PLANS_NAME),
  /** A blast was frozen and is to be cut into chunks. */
  BLASTS(Queues.BLASTS_NAME),
  /** A chunk of a blast's recipients is to be sent. */
  BLAST_CHUNKS(Queues.BLAST_CHUNKS_NAME),
  /** A tenant's figures are to be pulled from Spotify. */
  SPOTIFY_PULLS(Queues.SPOTIFY_PULLS_NAME),
  /** A deleted account is to be purged, one step after the other. */
  PURGES(Queues.PURGES_NAME),
  /** Long work over a tenant's data goes on: imports, exports, tags for many. */
  JOBS(Queues.JOBS_NAME);

  /** What the host appends for messages that failed too often. */
  public static final String POISON = "-poison";

  public static final String FAN_MAIL_NAME = "fan-mail";
  public static final String ARTIST_MAIL_NAME = "artist-mail";
  public static final String PLANS_NAME = "plans";
  public static final String BLASTS_NAME = "blasts";
  public static final String BLAST_CHUNKS_NAME = "blast-chunks";
  public static final String SPOTIFY_PULLS_NAME = "spotify-pulls";
  public static final String PURGES_NAME = "purges";
  public static final String JOBS_NAME = "jobs";

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
