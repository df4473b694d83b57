package io.artistos.shared.blasts;

import io.artistos.shared.mail.BatchProvider;
import io.artistos.shared.mail.OutgoingMail;
import java.util.List;
import java.util.Map;

/** The real one, to which one fan's mail goes without a good address: what it refuses. */
record PickyProvider(BatchProvider provider, String fan) implements BatchProvider {

  @Override
  public Accepted send(List<OutgoingMail> mails, String key, Checking checking) {
    return provider.send(mails.stream().map(this::spoilt).toList(), key, checking);
  }

  private OutgoingMail spoilt(OutgoingMail mail) {
    return fan.equals(mail.tags().get("fan"))
        ? new OutgoingMail(
            mail.from(), "no address", mail.subject(), mail.html(), mail.text(), Map.of(), Map.of())
        : mail;
  }
}
