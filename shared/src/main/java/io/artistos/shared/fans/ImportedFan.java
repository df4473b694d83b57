package io.artistos.shared.fans;

import io.artistos.shared.geo.Location;
import io.artistos.shared.text.EmailAddress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One fan of a list that an artist brings.
 *
 * @param consentedAt when the fan agreed, as the list or the artist says
 * @param location as the list says
 * @param ref the import and the line, so that the same line twice is the same line
 */
public record ImportedFan(
    EmailAddress email,
    @Nullable String firstName,
    Map<String, String> fields,
    List<String> tags,
    Instant consentedAt,
    @Nullable Location location,
    String ref) {

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "ImportedFan[" + ref + "]";
  }

  /**
   * What holds for the whole list.
   *
   * @param page the slug of the artist's main page
   * @param source where the list comes from
   * @param statement the version of {@link ImportStatement} that the artist made
   * @param artist the name that stood in it
   * @param language that mail to these fans is written in, BCP 47
   * @param asks whether each fan is asked by mail, instead of being confirmed by the statement
   */
  public record Terms(
      String page,
      String pageId,
      String source,
      String statement,
      String artist,
      String language,
      boolean asks) {

    Signup signup(ImportedFan fan, Instant now) {
      String words =
          ImportStatement.of(statement)
              .map(ImportStatement::language)
              .orElse(Signup.FIRST_LANGUAGE);
      return new Signup(
          // Links in the mail that asks are as old as the mail.
          asks ? now : fan.consentedAt(),
          page,
          pageId,
          source,
          statement,
          words,
          artist,
          Signup.Via.IMPORT,
          fan.location(),
          fan.consentedAt());
    }
  }

  /** What became of a line. */
  public enum Outcome {
    /** A new fan. */
    CREATED,
    /** Known and confirmed: something that was missing was added. */
    COMPLETED,
    /** Known and confirmed, and nothing was missing. */
    KNOWN,
    /** Was asked and has not answered: that stays so. */
    PENDING,
    /** Left: that stays so. */
    UNSUBSCRIBED,
    /** Never to be mailed again: that stays so. */
    SUPPRESSED;

    /** As it stands in counts and reports. */
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
