package io.artistos.local.cosmos;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.cosmos.CosmosContainer;
import com.azure.cosmos.CosmosException;
import com.azure.cosmos.models.CosmosItemRequestOptions;
import com.azure.cosmos.models.CosmosQueryRequestOptions;
import com.azure.cosmos.models.ExcludedPath;
import com.azure.cosmos.models.FeedResponse;
import com.azure.cosmos.models.IncludedPath;
import com.azure.cosmos.models.IndexingPolicy;
import com.azure.cosmos.models.PartitionKey;
import com.azure.cosmos.models.PartitionKeyBuilder;
import com.azure.cosmos.models.SqlParameter;
import com.azure.cosmos.models.SqlQuerySpec;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Generated writes and queries, on the server through the SDK and on a plain model of it. Rounds go
 * on for {@code cosmos.seconds} when that is set; {@code cosmos.seed} plays one again.
 */
class DifferentialQueriesTest {

  @RegisterExtension static final LocalCosmos cosmos = new LocalCosmos();

  /** Enough for more items in every partition than are looked at one by one. */
  private static final int WRITES = 700;

  private static final int IDS = 160;
  private static final int QUERIES = 500;
  private static final int FEWEST_ROWS = 10_000;

  /** As the app does it: what is listed and nothing else. */
  private static final List<String> LISTED =
      List.of("/t/?", "/u/?", "/n/?", "/m/?", "/s/?", "/z/?", "/o/k/?", "/tags/?", "/tags/[]/?");

  private static final List<List<GeneratedQuery.Key>> ORDERS =
      List.of(
          List.of(up("n")),
          List.of(down("n")),
          List.of(up("s")),
          List.of(down("z")),
          List.of(up("o.k")),
          List.of(up("tags")),
          List.of(down("id")),
          List.of(up("n"), up("s")),
          List.of(down("n"), down("s")),
          List.of(up("s"), down("n")),
          List.of(down("s"), up("n")),
          List.of(up("z"), up("o.k"), up("id")));

  private static GeneratedQuery.Key up(String path) {
    return new GeneratedQuery.Key(path, false);
  }

  private static GeneratedQuery.Key down(String path) {
    return new GeneratedQuery.Key(path, true);
  }

  private final Map<String, Integer> kinds = new TreeMap<>();
  private final AtomicInteger rows = new AtomicInteger();
  private final AtomicInteger pages = new AtomicInteger();
  private int writes;

  @Test
  void theServerAgreesWithTheModel() {
    Instant end = Instant.now().plus(Duration.ofSeconds(Long.getLong("cosmos.seconds", 0)));
    Random seeds = new Random();
    Long given = Long.getLong("cosmos.seed");
    int rounds = 0;
    do {
      long seed = given == null ? seeds.nextLong() : given;
      System.out.println("differential: seed " + seed);
      new Round(seed, "/t", List.of("/*")).play();
      new Round(seed, "/t,/u,/id", LISTED).play();
      rounds++;
    } while (given == null && Instant.now().isBefore(end));

    int queries = kinds.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "differential: %d writes, %d queries %s, %d rows in %d pages%n",
        writes, queries, kinds, rows.get(), pages.get());
    assertThat(queries).isEqualTo(2 * rounds * QUERIES);
    assertThat(rows.get()).isGreaterThan(rounds * FEWEST_ROWS);
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(10);
  }

  /** One container, filled and asked. */
  private final class Round {

    private final long seed;
    private final Random random;
    private final List<String> paths;
    private final CosmosContainer container;
    private final Map<List<Object>, Map<String, Object>> items = new HashMap<>();

    Round(long seed, String paths, List<String> indexed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.paths = List.of(paths.split(","));
      this.container = cosmos.container(policy(indexed), this.paths.toArray(String[]::new));
    }

    private static IndexingPolicy policy(List<String> indexed) {
      IndexingPolicy policy =
          new IndexingPolicy().setIncludedPaths(indexed.stream().map(IncludedPath::new).toList());
      if (!indexed.contains("/*")) {
        policy.setExcludedPaths(List.of(new ExcludedPath("/*")));
      }
      return policy.setCompositeIndexes(
          List.of(
              LocalCosmos.composite("/n", "/s"),
              LocalCosmos.composite("/s", "-/n"),
              LocalCosmos.composite("/z", "/o/k", "/id")));
    }

    void play() {
      for (int i = 0; i < WRITES; i++) {
        write();
      }
      for (int i = 0; i < QUERIES; i++) {
        query();
      }
    }

    private void write() {
      writes++;
      Map<String, Object> item = new ItemGenerator(new TermGenerator(random)).item(3, IDS);
      List<Object> key = new ArrayList<>(levels(item, paths.size()));
      key.add(String.valueOf(item.get("id")));
      boolean there = items.containsKey(key);
      int kind = random.nextInt(10);
      int status =
          status(
              () ->
                  kind < 3
                      ? container.createItem(Plain.json(item)).getStatusCode()
                      : kind < 9
                          ? container.upsertItem(Plain.json(item)).getStatusCode()
                          : container
                              .deleteItem(
                                  String.valueOf(item.get("id")),
                                  partition(levels(item, paths.size())),
                                  new CosmosItemRequestOptions())
                              .getStatusCode());
      int wanted =
          kind < 3 ? (there ? 409 : 201) : kind < 9 ? (there ? 200 : 201) : there ? 204 : 404;
      assertThat(status).as("seed %d, write of %s", seed, key).isEqualTo(wanted);
      if (kind == 9) {
        items.remove(key);
      } else if (wanted != 409) {
        items.put(key, item);
      }
    }

    private int status(IntSupplier call) {
      try {
        return call.getAsInt();
      } catch (CosmosException e) {
        return e.getStatusCode();
      }
    }

    private List<Object> levels(Map<String, Object> item, int count) {
      List<Object> levels = new ArrayList<>();
      paths
          .subList(0, count)
          .forEach(path -> levels.add(String.valueOf(item.get(path.substring(1)))));
      return levels;
    }

    private PartitionKey partition(List<Object> levels) {
      PartitionKeyBuilder builder = new PartitionKeyBuilder();
      levels.forEach(level -> builder.add(level.toString()));
      return builder.build();
    }

    private void query() {
      TermGenerator terms = new TermGenerator(random);
      GeneratedQuery query = GeneratedQuery.next(terms, ORDERS);
      // Everywhere, or in a partition or the partitions under a prefix.
      List<Object> scope =
          random.nextInt(3) == 0
              ? List.of()
              : levels(
                  new ItemGenerator(terms).item(3, IDS),
                  1 + random.nextInt(Math.min(2, paths.size())));
      Collection<Map<String, Object>> inScope =
          items.values().stream().filter(item -> levels(item, scope.size()).equals(scope)).toList();
      String name = "seed %d: %s %s in %s".formatted(seed, query.sql(), query.parameters(), scope);
      List<Object> found;
      try {
        found = run(query, scope);
      } catch (CosmosException e) {
        throw new AssertionError(name, e);
      }
      check(name, query, query.rows().of(inScope), found);
      kinds.merge(query.kind(), 1, Integer::sum);
      rows.addAndGet(found.size());
    }

    private void check(String name, GeneratedQuery query, List<Object> all, List<Object> found) {
      all.sort(query.order());
      int from = Math.min(query.offset(), all.size());
      int to = (int) Math.min(all.size(), (long) from + query.limit());
      if (to - from == all.size()) {
        // Counted: to look for each row among all of the others takes long.
        assertThat(counts(found)).as(name).isEqualTo(counts(all));
        assertThat(found).as(name).isSortedAccordingTo(query.order());
        return;
      }
      // Which of the rows that are sorted alike are cut off is the server's choice.
      assertThat(found).as(name).hasSize(to - from);
      List<Object> rest = new ArrayList<>(all);
      for (int i = 0; i < found.size(); i++) {
        assertThat(query.order().compare(found.get(i), all.get(from + i))).as(name).isZero();
        assertThat(rest.remove(found.get(i))).as(name + " has a row too many").isTrue();
      }
    }

    private static Map<Object, Integer> counts(List<Object> rows) {
      Map<Object, Integer> counts = new HashMap<>();
      rows.forEach(row -> counts.merge(row, 1, Integer::sum));
      return counts;
    }

    private List<Object> run(GeneratedQuery query, List<Object> scope) {
      SqlQuerySpec spec = new SqlQuerySpec(query.sql());
      query
          .parameters()
          .forEach(
              (name, value) -> spec.getParameters().add(new SqlParameter(name, Plain.json(value))));
      CosmosQueryRequestOptions options = new CosmosQueryRequestOptions();
      if (!scope.isEmpty()) {
        options.setPartitionKey(partition(scope));
      }
      int size = random.nextInt(4) == 0 ? 1 + random.nextInt(60) : 1000;
      boolean anew = random.nextBoolean();
      List<Object> found = new ArrayList<>();
      @Nullable String continuation = null;
      do {
        // A client that goes on, or one that comes back with the token.
        Iterator<FeedResponse<JsonNode>> answers =
            container
                .queryItems(spec, options, JsonNode.class)
                .iterableByPage(continuation, size)
                .iterator();
        do {
          FeedResponse<JsonNode> page = answers.next();
          pages.incrementAndGet();
          assertThat(page.getResults()).hasSizeLessThanOrEqualTo(size);
          page.getResults().forEach(row -> found.add(Plain.of(row)));
          continuation = page.getContinuationToken();
        } while (!anew && continuation != null);
      } while (continuation != null);
      return found;
    }
  }
}
