package io.artistos.shared.fans;

import io.artistos.shared.numbers.Figure;
import io.artistos.shared.numbers.Marks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fan while it changes: what is not assigned stays as it was. Beside the beginning of a fan the
 * only place that lists all members, so that one more is one line here. Not thread-safe.
 */
final class FanDraft {

  private static final int MOST_HISTORY = 100;

  @Nullable String firstName;
  String language;
  FanStatus status;
  Signup signup;
  @Nullable Instant confirmedAt;
  @Nullable Instant unsubscribedAt;
  FanMail mail;
  List<String> tags;
  Map<String, String> fields;
  List<FanNote> notes;
  Fan.@Nullable Suppression suppression;
  @Nullable Integer ttl;

  private final Fan from;
  private List<Fan.Event> history;
  private Marks marks;

  FanDraft(Fan from) {
    this.from = from;
    this.firstName = from.firstName();
    this.language = from.language();
    this.status = from.status();
    this.signup = from.signup();
    this.confirmedAt = from.confirmedAt();
    this.unsubscribedAt = from.unsubscribedAt();
    this.mail = from.mail();
    this.history = from.history();
    this.tags = from.tags();
    this.fields = from.fields();
    this.notes = from.notes();
    this.marks = from.marks();
    this.suppression = from.suppression();
    this.ttl = from.ttl();
  }

  /** One more thing that happened. The oldest go when there are too many, but never the first. */
  void add(Fan.Event event) {
    List<Fan.Event> longer = new ArrayList<>(history);
    longer.add(event);
    while (longer.size() > MOST_HISTORY) {
      longer.remove(1);
    }
    history = List.copyOf(longer);
  }

  /** One more thing that the artist's numbers count, by the sign-up that led to it. */
  void count(Figure figure, Instant at) {
    marks = marks.and(figure, at, signup.pageId(), signup.place());
  }

  /** Who never wanted in keeps nothing that a stranger may have typed, or that was said of them. */
  void forgetAllBut(Fan.Event event) {
    firstName = null;
    signup = signup.withoutLocation();
    history = List.of(event);
    tags = List.of();
    fields = Map.of();
    notes = List.of();
    marks = marks.withoutPlaces();
  }

  /** Mail that is under way goes no further. */
  void park(Instant now, String reason) {
    mail = mail.isOpen() ? mail.with(mail.progress().parked(now, reason)) : mail;
  }

  Fan fan() {
    return new Fan(
        from.id(),
        from.tenantId(),
        from.type(),
        from.schema(),
        from.email(),
        firstName,
        language,
        status,
        signup,
        confirmedAt,
        unsubscribedAt,
        mail,
        history,
        tags,
        fields,
        notes,
        marks,
        suppression,
        ttl);
  }
}
