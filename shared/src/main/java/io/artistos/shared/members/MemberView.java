package io.artistos.shared.members;

import io.artistos.shared.people.Person;
import io.artistos.shared.team.Member;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on the team, as the others see them.
 *
 * @param name absent when they gave none, or are not known yet
 * @param email their verified address; absent when they have none, or are not known yet
 */
public record MemberView(
    String userId, @Nullable String name, @Nullable String email, String role, Instant since) {

  static MemberView of(String userId, Member member, Optional<Person> person) {
    return new MemberView(
        userId,
        person.map(Person::name).orElse(null),
        person.map(Person::email).orElse(null),
        member.role(),
        member.since());
  }

  /** Personal: kept out of logs even by accident. */
  @Override
  public String toString() {
    return "MemberView[" + userId + "]";
  }
}
