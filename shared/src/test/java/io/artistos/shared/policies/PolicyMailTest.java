package io.artistos.shared.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.artistos.local.vendors.ReceivedMail;
import io.artistos.shared.artists.Account;
import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.mail.MailProgress;
import io.artistos.shared.notices.ArtistMail;
import io.artistos.shared.queue.ArtistMailMessage;
import io.artistos.shared.tenancy.TenantId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolicyMailTest {

  private final PolicyWorld world = new PolicyWorld();
  private final String user = world.anybody();
  private final String address = user + "@people.example";

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void goesToThePersonOnceAndSaysWhatChangesWhenAndWhereToReadIt() {
    world.addresses.put(user, address);
    TenantId first = world.team(user);
    TenantId second = world.team(user);
    world.account(first);
    world.account(second);
    PolicyVersion version = world.announceHere();
    world.rounds(100).run();

    send(version);
    send(version);

    assertThat(received()).hasSize(1);
    ReceivedMail mail = received().getFirst();
    assertThat(mail.subject()).isEqualTo("Our terms change on 8 December 2026");
    assertThat(mail.text())
        .contains("Invoices come by the month.\nNothing else changes.")
        .contains("8 December 2026 at 10:00 UTC")
        .contains("https://artistos.example/terms/" + version.version())
        .contains("on the team of Mira Sol");
    assertThat(mail.html())
        .contains("Nothing else changes.", "8 December 2026", version.version(), "Mira Sol");
  }

  @Test
  void leavesNoAddressInAnyItem() {
    world.addresses.put(user, address);
    world.account(world.team(user));
    PolicyVersion version = world.announceHere();
    world.rounds(100).run();
    send(version);

    assertThat(world.platform.cosmos().dump()).noneMatch(item -> item.contains(address));
  }

  @Test
  void goesOutAlthoughTheAccountIsDeleted() {
    world.addresses.put(user, address);
    TenantId tenant = world.team(user);
    world.account(tenant);
    world
        .database
        .tenant(tenant, Containers.ACCOUNTS)
        .update(
            Account.ID,
            Account.class,
            account ->
                account.with(
                    new Account.Deletion(
                        world.clock.instant(), world.clock.instant().plus(Duration.ofDays(14)))));
    PolicyVersion version = world.announceHere();
    world.rounds(100).run();

    send(version);

    assertThat(received()).hasSize(1);
  }

  @Test
  void isParkedForWhoHasNoVerifiedAddress() {
    world.account(world.team(user));
    PolicyVersion version = world.announceHere();
    world.rounds(100).run();

    send(version);

    assertThat(received()).isEmpty();
    assertThat(world.mailsOf(version))
        .extracting(ArtistMail::mail)
        .extracting(MailProgress::reason)
        .containsExactly("nothing-to-say");
  }

  /** What the queue's messages lead to. */
  private void send(PolicyVersion version) {
    world
        .mailsOf(version)
        .forEach(
            mail -> world.mailer.handle(new ArtistMailMessage(mail.tenantId(), mail.id(), null)));
  }

  private List<ReceivedMail> received() {
    return world.platform.vendors().mailsTo(address);
  }
}
