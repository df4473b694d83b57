package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.cosmos.Versioned;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import io.artistos.shared.errors.Outdated;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.identity.Actor;
import io.artistos.shared.tenancy.TenantId;
import io.artistos.shared.text.Uncollectable;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What the artist's people see and correct of one fan, and note down of them. Thread-safe. */
public final class FanEditing {

  private static final int MOST_BYTES = 16_384;
  private static final int MOST_NOTE = 2_000;

  private final Fans fans;
  private final Clock clock;

  public FanEditing(Database database, Clock clock) {
    this.fans = new Fans(database);
    this.clock = clock;
  }

  /**
   * One request.
   *
   * @throws NotFound when there is none
   */
  public Versioned<FanView> get(TenantId tenant, String id) {
    return view(fans.get(tenant, id));
  }

  /**
   * Replaces name and fields. One read and at most one write, and a read of what came of it.
   *
   * @param ifMatch the version that the caller saw, empty for any
   * @throws NotFound when there is none
   * @throws Outdated when somebody else changed it
   * @throws InvalidInput when it gets too many fields
   */
  public Versioned<FanView> edit(
      TenantId tenant, String id, Optional<String> ifMatch, FanFields corrected) {
    return view(fans.change(tenant, id, ifMatch, fan -> fan.corrected(corrected)));
  }

  /** The notes, oldest first; one request. */
  public List<FanNote> notes(TenantId tenant, String id) {
    return fans.get(tenant, id).value().notes();
  }

  /**
   * A note's text from a body.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when there is none, it is longer than 2,000 characters, or holds what must
   *     not be collected
   */
  public static String readNote(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    String text = fields.text("text", MOST_NOTE).map(String::strip).orElse("");
    if (text.isEmpty()) {
      fields.reject("text", "required", "A note of 1 to " + MOST_NOTE + " characters.");
    }
    Uncollectable.in(text)
        .ifPresent(code -> fields.reject("text", code, "Such numbers must not be kept here."));
    fields.check();
    return text;
  }

  /**
   * Adds a note, once for each id. One read and one write.
   *
   * @param noteId from {@link RequestIds}
   * @throws NotFound when there is no such fan
   * @throws NotAllowedNow when there are 50
   */
  public FanNote note(TenantId tenant, String id, String noteId, String text, Actor author) {
    FanNote note = new FanNote(noteId, text, author.id(), clock.instant());
    return fans
        .change(tenant, id, Optional.empty(), fan -> fan.noted(note))
        .value()
        .notes()
        .stream()
        .filter(one -> one.id().equals(noteId))
        .findFirst()
        .orElse(note);
  }

  /**
   * Deletes a note. One read and one write.
   *
   * @throws NotFound when there is no such fan or note
   */
  public void deleteNote(TenantId tenant, String id, String noteId) {
    fans.change(
        tenant,
        id,
        Optional.empty(),
        fan -> {
          List<FanNote> rest =
              fan.notes().stream().filter(note -> !note.id().equals(noteId)).toList();
          if (rest.size() == fan.notes().size()) {
            throw new NotFound("note");
          }
          return fan.withNotes(rest);
        });
  }

  static Versioned<FanView> view(Versioned<Fan> fan) {
    return new Versioned<>(FanView.of(fan.value()), fan.etag());
  }
}
