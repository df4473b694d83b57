package io.artistos.local.cosmos;

import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Makes changes last. Writers change the maps and append to the journal, then wait here; the first
 * to wait writes the journal for all who have come by the time the write before is over. When the
 * journal has grown, a checkpoint commits the maps and starts it anew. What a method returns from
 * survives the end of the process, however sudden (not a power cut).
 */
final class Committer {

  /** So much in the journal leads to a checkpoint. */
  private static final long JOURNAL_BYTES = Long.getLong("cosmos.journal", 8L << 20);

  private static final String MARK = "journal";

  private final MVStore store;
  private final MVMap<String, Long> marks;
  private final Journal journal;
  private final SecureRandom random = new SecureRandom();

  /** Shared by writers, so that no checkpoint sees half of what belongs together. */
  private final ReentrantReadWriteLock whole = new ReentrantReadWriteLock();

  private final ReentrantLock committing = new ReentrantLock();
  private final Object joining = new Object();
  private @Nullable CompletableFuture<Void> next;

  /**
   * @param marks where the store keeps the journal's mark
   */
  Committer(MVStore store, MVMap<String, Long> marks, Journal journal) {
    this.store = store;
    this.marks = marks;
    this.journal = journal;
  }

  /** Makes changes that last from the next {@link #checkpoint} on, together or not at all. */
  void together(Runnable changes) {
    whole.readLock().lock();
    try {
      changes.run();
    } finally {
      whole.readLock().unlock();
    }
  }

  /** Makes changes that last from the next {@link #commit} on, together or not at all. */
  void together(Journal.Entry entry, Runnable changes) {
    together(
        () -> {
          changes.run();
          journal.append(entry);
        });
  }

  /** Returns when every transaction that was made before the call is in the journal's file. */
  void commit() {
    CompletableFuture<Void> group;
    boolean leads = false;
    synchronized (joining) {
      if (next == null) {
        next = new CompletableFuture<>();
        leads = true;
      }
      group = next;
    }
    if (leads) {
      lead(group);
    }
    try {
      group.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the commit failed", e.getCause());
    }
  }

  private void lead(CompletableFuture<Void> group) {
    committing.lock();
    try {
      synchronized (joining) {
        next = null;
      }
      journal.flush();
      group.complete(null);
      if (journal.size() > JOURNAL_BYTES) {
        checkpoint();
      }
    } catch (RuntimeException e) {
      group.completeExceptionally(e);
    } finally {
      committing.unlock();
    }
  }

  /** Returns when everything that was changed before the call is in the store's file. */
  void checkpoint() {
    checkpoint(() -> {});
  }

  /**
   * Makes a checkpoint, and before anything is changed again does what commits by itself, such as
   * compaction.
   */
  void checkpoint(Runnable afterwards) {
    committing.lock();
    whole.writeLock().lock();
    try {
      // To the old journal: the new one holds what this checkpoint has not.
      journal.flush();
      long mark = random.nextLong();
      marks.put(MARK, mark);
      store.commit();
      if (store.isClosed()) {
        // A store that has failed closes itself, and then does nothing without a word.
        throw new IllegalStateException("the store is closed");
      }
      journal.restart(mark);
      afterwards.run();
    } finally {
      whole.writeLock().unlock();
      committing.unlock();
    }
  }

  /** The mark of the last checkpoint; null when there was none. */
  @Nullable Long mark() {
    return marks.get(MARK);
  }
}
