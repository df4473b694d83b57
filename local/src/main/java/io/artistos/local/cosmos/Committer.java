package io.artistos.local.cosmos;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.jspecify.annotations.Nullable;

/**
 * Group commit. Writers change the maps, then wait here; the first to wait commits for all who have
 * come by the time the commit before is over. A commit hands the changes to the operating system,
 * so what it returns from survives the end of the process, however sudden (not a power cut).
 */
final class Committer {

  private final MVStore store;

  /** Shared by writers of several entries, so that no commit sees some of them. */
  private final ReentrantReadWriteLock whole = new ReentrantReadWriteLock();

  private final ReentrantLock committing = new ReentrantLock();
  private final Object joining = new Object();
  private @Nullable CompletableFuture<Void> next;

  Committer(MVStore store) {
    this.store = store;
  }

  /** Makes changes that are committed together or not at all. */
  void together(Runnable changes) {
    whole.readLock().lock();
    try {
      changes.run();
    } finally {
      whole.readLock().unlock();
    }
  }

  /** Returns when everything that was changed before the call is committed. */
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
      alone(store::commit);
      if (store.isClosed()) {
        // A store that has failed closes itself, and then does nothing without a word.
        throw new IllegalStateException("the store is closed");
      }
      group.complete(null);
    } catch (RuntimeException e) {
      group.completeExceptionally(e);
    } finally {
      committing.unlock();
    }
  }

  /** Runs what commits by itself, such as compaction. */
  void alone(Runnable work) {
    whole.writeLock().lock();
    try {
      work.run();
    } finally {
      whole.writeLock().unlock();
    }
  }
}
