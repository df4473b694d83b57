package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers one page of a query over items that come in the order of their keys. For one use. */
public final class QueryRunner {

  /** A stored item; {@code json} includes the system members. */
  public record Item(byte[] key, byte[] json) {}

  /** The items in the query's scope, in ascending order of their keys. */
  @FunctionalInterface
  public interface Items {
    /**
     * The items from a place on.
     *
     * @param key start after this one; null at the beginning
     */
    Iterator<Item> after(byte @Nullable [] key);
  }

  /**
   * Some rows of the result.
   *
   * @param next null at the end
   * @param matched how many items fitted WHERE; what the query is charged by
   */
  public record Page(List<byte[]> rows, @Nullable Continuation next, long matched) {}

  private static final int MAX_PAGE_BYTES = 4 << 20;
  private static final byte[] NO_TIE = new byte[0];

  private final Query query;
  private final Evaluator evaluator;
  private final int pageSize;
  private final @Nullable Continuation start;
  private final long skip;
  private final long left;
  private long matched;

  /**
   * Prepares one page.
   *
   * @param parameters by name, with the at sign
   * @param pageSize the most rows to give, at least 1
   * @param start null for the first page
   */
  public QueryRunner(
      Query query, Map<String, JsonNode> parameters, int pageSize, @Nullable Continuation start) {
    this.query = query;
    this.evaluator = new Evaluator(parameters);
    this.pageSize = pageSize;
    this.start = start;
    this.skip = start != null ? 0 : count(query.offset(), 0);
    this.left = start != null ? start.left() : count(query.limit(), Long.MAX_VALUE);
  }

  /**
   * Runs it.
   *
   * @throws SqlException when a parameter is missing or a count is no count
   */
  public Page page(Items items) {
    boolean inKeyOrder = query.orderBy().isEmpty() && !query.distinct() && !query.groups();
    Iterator<Row> rows =
        inKeyOrder
            ? new Rows(items.after(start == null ? null : start.tie()))
            : sorted(items.after(null));
    return assemble(rows);
  }

  /** Whether the condition of a patch holds for the item. */
  public static boolean holds(Query condition, JsonNode item) {
    return condition.where() == null || new Evaluator(Map.of()).matches(condition.where(), item);
  }

  private Page assemble(Iterator<Row> rows) {
    for (long i = 0; i < skip && rows.hasNext(); i++) {
      rows.next();
    }
    List<byte[]> page = new ArrayList<>();
    Row last = null;
    long bytes = 0;
    long remaining = left;
    while (remaining > 0 && rows.hasNext()) {
      if (last != null && (page.size() == pageSize || bytes > MAX_PAGE_BYTES)) {
        return new Page(page, new Continuation(last.place(), last.tie(), remaining), matched);
      }
      last = rows.next();
      page.add(last.json());
      bytes += last.json().length;
      remaining--;
    }
    return new Page(page, null, matched);
  }

  private Iterator<Row> sorted(Iterator<Item> items) {
    Iterator<Row> rows = query.groups() ? grouped(items).iterator() : new Rows(items);
    if (query.distinct()) {
      return distinct(rows);
    }
    // The page, what is skipped before it, and one more to know whether there is another page.
    long wanted = Math.min(skip + Math.min(pageSize, left) + 1, Integer.MAX_VALUE);
    PriorityQueue<Row> best = new PriorityQueue<>(Row.order(query).reversed());
    while (rows.hasNext()) {
      Row row = rows.next();
      if (start == null || row.after(start, query)) {
        best.add(row);
        if (best.size() > wanted) {
          best.remove();
        }
      }
    }
    List<Row> ascending = new ArrayList<>(best);
    ascending.sort(Row.order(query));
    return ascending.iterator();
  }

  private Iterator<Row> distinct(Iterator<Row> rows) {
    List<Row> all = new ArrayList<>();
    rows.forEachRemaining(all::add);
    all.sort(Row.order(query));
    Set<@Nullable String> seen = new HashSet<>();
    all.removeIf(row -> !seen.add(row.identity()));
    all.removeIf(row -> start != null && !row.after(start, query));
    return all.iterator();
  }

  private List<Row> grouped(Iterator<Item> items) {
    Groups groups = new Groups(query, evaluator);
    while (items.hasNext()) {
      JsonNode item = Json.parse(items.next().json());
      if (query.where() == null || evaluator.matches(query.where(), item)) {
        matched++;
        groups.add(item);
      }
    }
    List<Row> rows = new ArrayList<>();
    for (Groups.Group group : groups.all()) {
      JsonNode value = project(group.sample(), group.results());
      if (!Values.isUndefined(value)) {
        String identity = query.distinct() ? Values.canonical(value) : null;
        rows.add(new Row(group.key(), NO_TIE, Json.bytes(value), identity));
      }
    }
    return rows;
  }

  private JsonNode project(JsonNode item, Map<Expr.Aggregate, JsonNode> aggregates) {
    return query.value()
        ? evaluator.evaluate(query.columns().getFirst().value(), item, aggregates)
        : evaluator.object(query.columns(), item, aggregates);
  }

  /** The item's row; null when WHERE, or SELECT VALUE of something undefined, leaves it out. */
  private @Nullable Row row(Item item) {
    boolean whole = query.yieldsItems() && !query.distinct();
    if (whole && query.where() == null && query.orderBy().isEmpty()) {
      matched++;
      return new Row(List.of(), item.key(), item.json(), null);
    }
    JsonNode tree = Json.parse(item.json());
    if (query.where() != null && !evaluator.matches(query.where(), tree)) {
      return null;
    }
    matched++;
    List<JsonNode> place = new ArrayList<>(query.orderBy().size());
    query.orderBy().forEach(order -> place.add(evaluator.evaluate(order.path(), tree)));
    if (whole) {
      return new Row(place, item.key(), item.json(), null);
    }
    JsonNode value = project(tree, Map.of());
    if (Values.isUndefined(value)) {
      return null;
    }
    if (!query.distinct()) {
      return new Row(place, item.key(), Json.bytes(value), null);
    }
    place.add(value);
    return new Row(place, NO_TIE, Json.bytes(value), Values.canonical(value));
  }

  private long count(@Nullable Expr expression, long otherwise) {
    if (expression == null) {
      return otherwise;
    }
    JsonNode value = evaluator.evaluate(expression, Values.UNDEFINED);
    if (!value.isNumber()
        || !value.canConvertToExactIntegral()
        || !value.canConvertToInt()
        || value.intValue() < 0) {
      throw new SqlException("TOP, OFFSET and LIMIT take whole numbers from 0.");
    }
    return value.intValue();
  }

  /** Rows as items come. */
  private final class Rows implements Iterator<Row> {

    private final Iterator<Item> items;
    private @Nullable Row ahead;

    Rows(Iterator<Item> items) {
      this.items = items;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && items.hasNext()) {
        ahead = row(items.next());
      }
      return ahead != null;
    }

    @Override
    public Row next() {
      if (!hasNext() || ahead == null) {
        throw new NoSuchElementException();
      }
      Row row = ahead;
      ahead = null;
      return row;
    }
  }
}
