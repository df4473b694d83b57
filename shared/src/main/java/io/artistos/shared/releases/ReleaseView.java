package io.artistos.shared.releases;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release, as the artist's people see it.
 *
 * @param goesLiveAt the start of the date in its zone, present while it is scheduled
 * @param media absent in lists
 */
public record ReleaseView(
    String id,
    String title,
    @Nullable String genre,
    List<String> moods,
    @Nullable LocalDate date,
    ZoneId timeZone,
    List<Share> collaborators,
    Release.Status status,
    @Nullable Instant goesLiveAt,
    @Nullable Instant wentLiveAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable List<MediaView> media) {

  /**
   * A collaborator.
   *
   * @param share in per cent, at most two places
   */
  public record Share(String name, String role, BigDecimal share) {

    /** Personal: kept out of logs even by accident. */
    @Override
    public String toString() {
      return "[share]";
    }
  }

  static ReleaseView of(Release release, @Nullable List<MediaView> media) {
    return new ReleaseView(
        release.id(),
        release.title(),
        release.genre(),
        release.moods(),
        release.date(),
        release.timeZone(),
        release.collaborators().stream()
            .map(c -> new Share(c.name(), c.role(), c.percent()))
            .toList(),
        release.status(),
        release.status() == Release.Status.SCHEDULED ? release.midnight() : null,
        release.wentLiveAt(),
        release.createdAt(),
        release.updatedAt(),
        media);
  }
}
