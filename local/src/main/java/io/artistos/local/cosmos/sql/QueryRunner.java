package io.artistos.local.cosmos.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.local.cosmos.json.Json;
import io.artistos.local.cosmos.json.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BinaryOperator;
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
   */
  public record Page(List<byte[]> rows, @Nullable Continuation next) {}

  private static final int MAX_PAGE_BYTES = 4 << 20;
  private static final byte[] NO_TIE = new byte[0];

  private final Query query;
  private final Evaluator evaluator;
  private final int pageSize;
  private final @Nullable Continuation start;
  private final long skip;
  private final long left;

  /**
   * Prepares one page.
   *
   * @param parameters by name, with the at sign
   * @param pageSize the most rows to give, at least 1
   * @param start null for the first page
   * @param now what the functions of the current time give
   */
  public QueryRunner(
      Query query,
      Map<String, JsonNode> parameters,
      int pageSize,
      @Nullable Continuation start,
      Instant now) {
    this.query = query;
    this.evaluator = new Evaluator(parameters, now);
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
        asTheyCome ? new Rows(items.from(before(start)), true) : sorted(items.from(null)),
        items.source());
  }

  /** An item may have more rows than the last page had place for: from that item on. */
  private @Nullable Continuation before(@Nullable Continuation last) {
    return last == null || query.from().isEmpty() ? last : last.before();
  }

  /** Whether rows come from items in any order. */
  public boolean pagesAsItComes() {
    return query.orderBy().isEmpty() && !query.distinct() && !query.groups();
  }

  /** Whether rows are items in an order. */
  public boolean sorts() {
    return query.from().isEmpty()
        && !query.orderBy().isEmpty()
        && !query.distinct()
        && !query.groups();
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
    return condition.where() == null
        || new Evaluator(Map.of(), null).matches(condition.where(), Scope.of(item));
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
        return new Page(page, last.next(remaining, source));
      }
      last = rows.next();
      page.add(last.json());
      bytes += last.json().length;
      remaining--;
    }
    return new Page(page, null);
  }

  private Iterator<Row> sorted(Iterator<Item> items) {
    Iterator<Row> rows = query.groups() ? grouped(items) : new Rows(items, false);
    long wanted = wanted();
    TreeSet<Row> best = new TreeSet<>(Row.order(query));
    Iterator<Row> candidates = query.distinct() && !query.sortsByRow() ? firsts(rows) : rows;
    while (candidates.hasNext()) {
      Row row = candidates.next();
      if (start == null || row.after(start, query)) {
        best.add(row);
        if (best.size() > wanted) {
          best.pollLast();
        }
      }
    }
    return best.iterator();
  }

  /**
   * Of equal rows the one that is sorted first. Where rows are sorted by what is not in them, the
   * equal ones are all over the result, and each has to be remembered.
   */
  private Iterator<Row> firsts(Iterator<Row> rows) {
    Map<@Nullable String, Row> firsts = new HashMap<>();
    BinaryOperator<Row> first = BinaryOperator.minBy(Row.order(query));
    rows.forEachRemaining(row -> firsts.merge(row.identity(), row, first));
    return firsts.values().iterator();
  }

  private Iterator<Row> grouped(Iterator<Item> items) {
    Groups groups = new Groups(query, evaluator);
    while (items.hasNext()) {
      evaluator.rows(query, Scope.of(Json.parse(items.next().json()))).forEach(groups::add);
    }
    Scope none = Scope.of(Values.UNDEFINED);
    return groups
        .all()
        .map(group -> groupRow(group.key(), evaluator.project(query, none.knowing(group.known()))))
        .flatMap(Optional::stream)
        .iterator();
  }

  private Optional<Row> groupRow(List<JsonNode> key, JsonNode value) {
    if (Values.isUndefined(value)) {
      return Optional.empty();
    }
    // With DISTINCT the rows are told apart by what they are.
    return Optional.of(
        query.distinct()
            ? new Row(List.of(value), NO_TIE, 0, Json.bytes(value), Values.canonical(value))
            : new Row(key, NO_TIE, 0, Json.bytes(value), null));
  }

  /** An item's rows; none when WHERE, or SELECT VALUE of something undefined, leaves it out. */
  private Iterator<Row> rows(Item item) {
    if (query.wholeItems() && query.where() == null && query.orderBy().isEmpty()) {
      return List.of(new Row(List.of(), item.place(), 0, item.json(), null)).iterator();
    }
    AtomicInteger ordinal = new AtomicInteger();
    return evaluator
        .rows(query, Scope.of(Json.parse(item.json())))
        .map(scope -> row(item, scope, ordinal.getAndIncrement()))
        .flatMap(Optional::stream)
        .iterator();
  }

  private Optional<Row> row(Item item, Scope scope, int ordinal) {
    List<JsonNode> place = new ArrayList<>(query.orderBy().size() + 1);
    query.orderBy().forEach(order -> place.add(evaluator.evaluate(order.path(), scope)));
    if (query.wholeItems()) {
      return Optional.of(new Row(place, item.place(), ordinal, item.json(), null));
    }
    JsonNode value = evaluator.project(query, scope);
    if (Values.isUndefined(value)) {
      return Optional.empty();
    }
    if (!query.distinct()) {
      return Optional.of(new Row(place, item.place(), ordinal, Json.bytes(value), null));
    }
    place.add(value);
    return Optional.of(new Row(place, NO_TIE, 0, Json.bytes(value), Values.canonical(value)));
  }

  private long count(@Nullable Expr expression, long otherwise) {
    if (expression == null) {
      return otherwise;
    }
    JsonNode value = evaluator.evaluate(expression, Scope.of(Values.UNDEFINED));
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
    private final boolean inKeyOrder;
    private Iterator<Row> ofItem = Collections.emptyIterator();
    private @Nullable Row ahead;

    Rows(Iterator<Item> items, boolean inKeyOrder) {
      this.items = items;
      this.inKeyOrder = inKeyOrder;
    }

    @Override
    public boolean hasNext() {
      while (ahead == null && (ofItem.hasNext() || items.hasNext())) {
        if (!ofItem.hasNext()) {
          ofItem = rows(items.next());
        } else {
          Row row = ofItem.next();
          boolean given = inKeyOrder && start != null && !row.after(start, query);
          ahead = given ? null : row;
        }
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
