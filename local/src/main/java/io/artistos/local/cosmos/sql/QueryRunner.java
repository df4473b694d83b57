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

/** Answers one page of a query over items. For one use. */
public final class QueryRunner {

  /**
   * A stored item; {@code json} includes the system members.
   *
   * @param place what its place among the items is known by
   */
  public record Item(byte[] place, byte[] json) {}

  /** The items in the query's scope, or those of them that WHERE may select. */
  public interface Items {

    /**
     * The items from a place on.
     *
     * @param start after this row; null at the beginning
     */
    Iterator<Item> from(@Nullable Continuation start);

    /** Whether they come in the order of ORDER BY, those of equal values by key as well. */
    boolean sorted();

    /** What {@link Item#place} is; the next page must have the same. */
    String source();
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
    boolean asTheyCome = pagesAsItComes() || (sorts() && items.sorted());
    return assemble(
        asTheyCome ? new Rows(items.from(start)) : sorted(items.from(null)), items.source());
  }

  /** Whether rows are items in any order. */
  public boolean pagesAsItComes() {
    return query.orderBy().isEmpty() && !query.distinct() && !query.groups();
  }

  /** Whether rows are items in an order. */
  public boolean sorts() {
    return !query.orderBy().isEmpty() && !query.distinct() && !query.groups();
  }

  /**
   * The most rows that this page needs: what is skipped, what it has, and whether there is more.
   */
  public long wanted() {
    return skip + Math.min(pageSize, left) + 1;
  }

  /** {@link Items#source} of the page before; null for the first page. */
  public @Nullable String resumes() {
    return start == null ? null : start.source();
  }

  /** Whether the condition of a patch holds for the item. */
  public static boolean holds(Query condition, JsonNode item) {
    return condition.where() == null || new Evaluator(Map.of()).matches(condition.where(), item);
  }

  private Page assemble(Iterator<Row> rows, String source) {
    for (long i = 0; i < skip && rows.hasNext(); i++) {
      rows.next();
    }
    List<byte[]> page = new ArrayList<>();
    Row last = null;
    long bytes = 0;
    long remaining = left;
    while (remaining > 0 && rows.hasNext()) {
      if (last != null && (page.size() == pageSize || bytes > MAX_PAGE_BYTES)) {
        Continuation next = new Continuation(last.place(), last.tie(), remaining, source);
        return new Page(page, next, matched);
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
    long wanted = wanted();
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
      return new Row(List.of(), item.place(), item.json(), null);
    }
    JsonNode tree = Json.parse(item.json());
    if (query.where() != null && !evaluator.matches(query.where(), tree)) {
      return null;
    }
    matched++;
    List<JsonNode> place = new ArrayList<>(query.orderBy().size());
    query.orderBy().forEach(order -> place.add(evaluator.evaluate(order.path(), tree)));
    if (whole) {
      return new Row(place, item.place(), item.json(), null);
    }
    JsonNode value = project(tree, Map.of());
    if (Values.isUndefined(value)) {
      return null;
    }
    if (!query.distinct()) {
      return new Row(place, item.place(), Json.bytes(value), null);
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
