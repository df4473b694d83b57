package io.artistos.shared.fans;

import io.artistos.shared.geo.ClientNetwork;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import java.util.Optional;

/**
 * What a sign-up brings besides what is kept: {@code form} (a {@link FormTokens token}), {@code
 * website} (a field that no person sees), and the answer to a challenge. All of it may be missing.
 *
 * @param token of any form
 * @param trapped whether the field that nobody sees was filled in
 * @param answer to a challenge, of any form
 */
public record FormProof(
    Optional<String> token,
    boolean trapped,
    Optional<String> answer,
    Optional<ClientNetwork> network) {

  private static final int MOST_ANSWER = 2_048;

  /**
   * @param answerField the challenge's
   */
  public static FormProof read(
      Call call, Optional<String> answerField, Optional<ClientNetwork> network) {
    Fields fields = Fields.read(call, NewFan.MOST_BYTES);
    return new FormProof(
        Optional.of(fields.echo("form", FormTokens.LENGTH + 1)).filter(text -> !text.isEmpty()),
        !fields.echo("website", NewFan.MOST_BYTES).isBlank(),
        answerField.map(field -> fields.echo(field, MOST_ANSWER)).filter(text -> !text.isEmpty()),
        network);
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "FormProof";
  }
}
