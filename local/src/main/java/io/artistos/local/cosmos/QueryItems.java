package io.artistos.local.cosmos;

import io.artistos.local.cosmos.sql.Continuation;
import io.artistos.local.cosmos.sql.QueryRunner;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** The items that a query looks at, counted. For one page. */
final class QueryItems implements QueryRunner.Items {

  private final Access access;
  private final Snapshot snapshot;
  private final Container container;
  private final long now;
  private long items;
  private long bytes;

  /**
   * @param now seconds since 1970: items whose time is over are left out
   */
  QueryItems(Access access, Snapshot snapshot, Container container, long now) {
    this.access = access;
    this.snapshot = snapshot;
    this.container = container;
    this.now = now;
  }

  @Override
  public boolean sorted() {
    return access instanceof Access.Sorted;
  }

  @Override
  public String source() {
    return access.name();
  }

  @Override
  public Iterator<QueryRunner.Item> from(@Nullable Continuation start) {
    Iterator<Access.Found> all = access.items(snapshot, start);
    return new Iterator<>() {
      private QueryRunner.@Nullable Item ahead;

      @Override
      public boolean hasNext() {
        while (ahead == null && all.hasNext()) {
          Access.Found found = all.next();
          items++;
          bytes += found.item().json().length;
          if (!container.expired(found.item(), now)) {
            ahead = new QueryRunner.Item(found.place(), found.item().json());
          }
        }
        return ahead != null;
      }

      @Override
      public QueryRunner.Item next() {
        if (!hasNext() || ahead == null) {
          throw new NoSuchElementException();
        }
        QueryRunner.Item item = ahead;
        ahead = null;
        return item;
      }
    };
  }

  double charge(long pageBytes) {
    return RequestUnits.query(access instanceof Access.Scan, items, bytes, pageBytes);
  }

  /**
   * The header {@code x-ms-documentdb-query-metrics}, which clients ask for and the SDK reads: what
   * was looked at and what was given (learn.microsoft.com, SQL query metrics). Times are left out.
   */
  String metrics(int rows, long pageBytes) {
    return "retrievedDocumentCount=%d;retrievedDocumentSize=%d;outputDocumentCount=%d;outputDocumentSize=%d;indexUtilizationRatio=%.2f"
        .formatted(
            items, bytes, rows, pageBytes, items == 0 ? 1.0 : Math.min(1.0, (double) rows / items));
  }
}
