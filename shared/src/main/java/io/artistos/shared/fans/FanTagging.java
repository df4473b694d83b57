package io.artistos.shared.fans;

import com.fasterxml.jackson.databind.JsonNode;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.RequestIds;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.jobs.JobWork;
import io.artistos.shared.tenancy.TenantId;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives many fans tags, or takes them away: a selection by filter, or by ids. For each fan a read
 * and at most one write, for each 200 two queries. Thread-safe.
 */
public final class FanTagging implements JobWork {

  public static final String KIND = "tag-fans";

  private static final int MOST_BYTES = 65_536;
  private static final int MOST_IDS = 1_000;
  private static final int MOST_TAGS = 20;
  private static final int STEP = 200;

  private final Fans fans;
  private final Clock clock;

  public FanTagging(Database database, Clock clock) {
    this.fans = new Fans(database);
    this.clock = clock;
  }

  /**
   * What is to be done.
   *
   * @param ids of the fans; absent when there is a filter
   */
  public record Task(
      List<String> add,
      List<String> remove,
      @Nullable List<String> ids,
      @Nullable FanFilter filter) {

    /**
     * From a body: {@code add}, {@code remove}, and one of {@code ids} and {@code filter}.
     *
     * @throws MalformedRequest when the body cannot be read
     * @throws InvalidInput when something in it is not in order
     */
    public static Task read(Call call) {
      Fields fields = Fields.read(call, MOST_BYTES);
      List<String> add = FanTags.read(fields, "add");
      List<String> remove = FanTags.read(fields, "remove");
      if (add.isEmpty() && remove.isEmpty()) {
        fields.reject("add", "required", "Say which tags to add or to remove.");
      }
      JsonNode ids = fields.node("ids").orElse(null);
      JsonNode filter = fields.node("filter").orElse(null);
      if ((ids == null) == (filter == null)) {
        fields.reject("filter", "required", "Either ids or a filter; {} is everybody.");
      }
      List<String> chosen = ids == null ? null : ids(fields, ids);
      if (filter != null && !filter.isObject()) {
        fields.reject("filter", "wrong-type", "This field must be an object.");
      }
      fields.check();
      return new Task(add, remove, chosen, filter == null ? null : FanFilter.read(filter));
    }

    private static List<String> ids(Fields fields, JsonNode list) {
      Set<String> ids = new TreeSet<>();
      list.forEach(one -> ids.add(one.asText()));
      if (!list.isArray()
          || ids.isEmpty()
          || ids.size() > MOST_IDS
          || !ids.stream().allMatch(RequestIds::isOne)) {
        fields.reject("ids", "invalid", "A list of 1 to " + MOST_IDS + " ids of fans.");
      }
      return List.copyOf(ids);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Job step(Job job) {
    Task task = job.task(Task.class);
    String after = job.at() == null ? "" : job.at();
    List<String> ids = task.filter() == null ? rest(task, after) : found(job, task.filter(), after);
    if (ids.isEmpty()) {
      return job.succeeded(clock.instant());
    }
    long done = ids.stream().filter(id -> tag(job.tenantId(), id, task)).count();
    return job.moved(ids.getLast(), Map.of("tagged", done), null, job.task(), clock.instant());
  }

  private static List<String> rest(Task task, String after) {
    return task.ids() == null
        ? List.of()
        : task.ids().stream().filter(id -> id.compareTo(after) > 0).limit(STEP).toList();
  }

  private List<String> found(Job job, FanFilter filter, String after) {
    FanFilter.Where where = filter.where().and("c.id > @after", "@after", after);
    return fans
        .of(job.tenantId())
        .select("c.id", where.condition(), "c.id", where.parameters(), IdOnly.class, STEP, null)
        .items()
        .stream()
        .map(IdOnly::id)
        .toList();
  }

  private record IdOnly(String id) {}

  /** False when the fan is gone, or would have too many tags. */
  private boolean tag(TenantId tenant, String id, Task task) {
    return fans.of(tenant)
        .update(id, Fan.class, fan -> fan.withTags(changed(fan.tags(), task)))
        .filter(fan -> fan.tags().containsAll(task.add()))
        .isPresent();
  }

  private static List<String> changed(List<String> tags, Task task) {
    TreeSet<String> after = new TreeSet<>(tags);
    after.removeAll(task.remove());
    after.addAll(task.add());
    return after.size() > MOST_TAGS ? tags : List.copyOf(after);
  }

  @Override
  public List<String> files(Job job) {
    return List.of();
  }
}
