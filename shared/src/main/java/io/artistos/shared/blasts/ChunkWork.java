package io.artistos.shared.blasts;

import io.artistos.shared.blasts.Chunk.Outcome;
import io.artistos.shared.fans.FanAudience.Addressee;
import io.artistos.shared.mail.BatchProvider.Accepted;
import io.artistos.shared.mail.BatchProvider.Checking;
import io.artistos.shared.mail.OutgoingMail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A chunk that a handler has in hand, with what is to be sent. Immutable.
 *
 * @param addressees in the order of the mails
 * @param mails the same for every try
 * @param triedBefore whether the provider may have accepted it before
 */
record ChunkWork(
    Blast blast,
    Chunk chunk,
    List<Addressee> addressees,
    List<OutgoingMail> mails,
    boolean triedBefore) {

  /** Writes the mails. */
  static ChunkWork of(
      Blast blast, Chunk chunk, List<Addressee> addressees, String sender, boolean triedBefore) {
    Blast.Frozen as = blast.whenFrozen();
    BlastContent content = BlastContent.of(blast.subject(), blast.body());
    BlastMail mail =
        new BlastMail(blast.tenantId(), as.artistName(), as.postalAddress(), sender, content);
    List<OutgoingMail> mails =
        addressees.stream().map(to -> mail.to(to, MailTags.of(chunk, to.fan()))).toList();
    return new ChunkWork(blast, chunk, addressees, mails, triedBefore);
  }

  /** The same mails of the chunk as it is now; certainly not accepted yet. */
  ChunkWork untried(Chunk now) {
    return new ChunkWork(blast, now, addressees, mails, false);
  }

  /** By what the provider knows a second try. */
  String key() {
    String key = "%s-%s-%d".formatted(chunk.tenantId(), chunk.blastId(), chunk.n());
    return chunk.permissive() ? key + "-permissive" : key;
  }

  Checking checking() {
    return chunk.permissive() ? Checking.PERMISSIVE : Checking.STRICT;
  }

  /** By fan, what the provider said; nothing for those who are not in it. */
  Function<String, @Nullable Outcome> outcomes(Accepted accepted) {
    Map<String, Outcome> outcomes = new HashMap<>();
    for (int i = 0; i < addressees.size(); i++) {
      Optional<String> mail = accepted.ids().isEmpty() ? Optional.empty() : accepted.ids().get(i);
      boolean sent = mail.isPresent() || accepted.ids().isEmpty();
      outcomes.put(
          addressees.get(i).fan(),
          sent
              ? new Outcome(RecipientState.SENT, mail.orElse(null), null)
              : new Outcome(RecipientState.PARKED, null, "refused"));
    }
    return outcomes::get;
  }
}
