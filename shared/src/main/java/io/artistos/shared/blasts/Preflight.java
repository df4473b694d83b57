package io.artistos.shared.blasts;

import io.artistos.shared.artists.Account;
import io.artistos.shared.fans.FanAudience;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether a blast can be sent.
 *
 * @param fans how many it would go to now
 * @param problems what stands in the way; empty when nothing does
 */
public record Preflight(long fans, List<Problem> problems) {

  /**
   * @param code stable, lower case with hyphens
   * @param detail one sentence for people
   */
  public record Problem(String code, String detail) {}

  /** One query. */
  static Preflight of(Blast blast, Account account, FanAudience audience) {
    List<Problem> problems = new ArrayList<>();
    if (blast.subject().isBlank()) {
      problems.add(new Problem("no-subject", "The subject is empty."));
    }
    if (blast.body().isBlank()) {
      problems.add(new Problem("no-content", "There is nothing in it yet."));
    }
    if (account.postalAddress().isBlank()) {
      problems.add(
          new Problem("no-postal-address", "The law wants a postal address under every mail."));
    }
    long fans = audience.count(blast.tenantId(), blast.segment());
    if (fans == 0) {
      problems.add(new Problem("nobody", "No confirmed fan is in this segment."));
    }
    return new Preflight(fans, List.copyOf(problems));
  }

  String summary() {
    return String.join(" ", problems.stream().map(Problem::detail).toList());
  }
}
