package io.artistos.functions.boot;

import io.artistos.functions.privacy.DeleteAccount;
import io.artistos.functions.privacy.DeleteChildAccount;
import io.artistos.functions.privacy.PurgeAccount;
import io.artistos.functions.privacy.PurgeDeletedAccounts;
import io.artistos.functions.privacy.PurgesPoison;
import io.artistos.functions.privacy.RestoreAccount;
import io.artistos.functions.privacy.ShowAccount;
import io.artistos.functions.privacy.ShowPurge;
import io.artistos.functions.privacy.VerifyPurge;
import io.artistos.shared.crypto.Signatures;
import io.artistos.shared.privacy.AccountDeletion;
import io.artistos.shared.privacy.AccountPurge;
import io.artistos.shared.privacy.ChildAccounts;
import io.artistos.shared.privacy.PurgeReceipts;
import io.artistos.shared.privacy.PurgeSweeper;
import io.artistos.shared.queue.MessageQueue;
import io.artistos.shared.queue.Queues;
import java.util.stream.Stream;

/** Accounts that are deleted, taken back, purged. */
final class PrivacyFunctions {

  private static final String RECEIPT_KEYS = "receipt-keys";

  private PrivacyFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    MessageQueue queue = platform.queue(Queues.PURGES);
    AccountDeletion deletions =
        new AccountDeletion(
            platform.database(),
            platform.accounts(),
            platform.pages(),
            platform.artistMails(),
            platform.clock());
    Signatures signatures = new Signatures(platform.secrets(), RECEIPT_KEYS, "purge receipts");
    AccountPurge purge =
        new AccountPurge(
            platform.database(),
            platform.blobs(),
            platform.tenantKeys(),
            platform.accounts(),
            platform.pages(),
            platform.retiredSlugs(),
            signatures,
            queue,
            platform.clock());
    PurgeReceipts receipts =
        new PurgeReceipts(platform.database(), purge, signatures, platform.clock());
    PurgeSweeper sweeper =
        new PurgeSweeper(platform.database(), deletions, queue, platform.clock());
    ChildAccounts children =
        new ChildAccounts(
            platform.database(),
            platform.pages(),
            platform.teams(),
            deletions,
            sweeper,
            platform.people().departures(),
            platform.auditLog(),
            platform.clock());
    return Stream.of(
        new ShowAccount(endpoint, deletions),
        new DeleteAccount(endpoint, deletions),
        new RestoreAccount(endpoint, deletions),
        new DeleteChildAccount(endpoint, children),
        new PurgeDeletedAccounts(sweeper),
        new PurgeAccount(purge),
        new PurgesPoison(purge),
        new ShowPurge(endpoint, receipts),
        new VerifyPurge(endpoint, receipts));
  }
}
