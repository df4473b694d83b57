package io.artistos.shared.fans;

import io.artistos.shared.cosmos.Database;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.MalformedRequest;
import io.artistos.shared.geo.Location;
import io.artistos.shared.http.Call;
import io.artistos.shared.http.Fields;
import io.artistos.shared.http.Json;
import io.artistos.shared.jobs.Job;
import io.artistos.shared.jobs.JobFile;
import io.artistos.shared.jobs.JobView;
import io.artistos.shared.jobs.JobWork;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Fans as a file, in the order of their ids: whoever is there from the beginning to the end is in
 * it once. Two queries and a block for each 1,000 fans, which is all that is in memory.
 * Thread-safe.
 */
public final class FanExport implements JobWork {

  public static final String KIND = "export-fans";

  /** The header; further fields of a fan are one JSON object in the last column. */
  static final List<String> COLUMNS =
      List.of(
          "email",
          "first_name",
          "status",
          "language",
          "signed_up_at",
          "confirmed_at",
          "unsubscribed_at",
          "page",
          "source",
          "via",
          "wording",
          "country",
          "region",
          "city",
          "tags",
          "city_given",
          "birthday",
          "fields");

  private static final String FILE = "fans.csv";
  private static final int MOST_BYTES = 8_192;
  private static final int STEP = 1_000;

  private final Fans fans;
  private final JobFile file;
  private final Clock clock;

  public FanExport(Database database, JobFile file, Clock clock) {
    this.fans = new Fans(database);
    this.file = file;
    this.clock = clock;
  }

  /**
   * Which fans, from a body: the members of {@link FanFilter}, none for everybody.
   *
   * @throws MalformedRequest when the body cannot be read
   * @throws InvalidInput when something in it is not in order
   */
  public static FanFilter read(Call call) {
    Fields fields = Fields.read(call, MOST_BYTES);
    FanFilter filter = FanFilter.read(fields);
    fields.check();
    return filter;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Job step(Job job) {
    FanFilter.Where where =
        job.task(FanFilter.class)
            .where()
            .and("c.id > @after", "@after", job.at() == null ? "" : job.at());
    List<Fan> page =
        fans.of(job.tenantId())
            .query(where.condition(), "c.id", where.parameters(), Fan.class, STEP, null)
            .items();
    if (page.isEmpty() && job.at() != null) {
      file.finish(job, FILE);
      return job.succeeded(clock.instant());
    }
    List<List<String>> rows = new ArrayList<>();
    if (job.at() == null) {
      rows.add(COLUMNS);
    }
    page.forEach(fan -> rows.add(cells(fan)));
    String block = file.add(job, FILE, rows);
    // An empty list has a place after which there is nothing.
    String last = page.isEmpty() ? "~" : page.getLast().id();
    return job.moved(last, Map.of("fans", (long) page.size()), block, job.task(), clock.instant());
  }

  private static List<String> cells(Fan fan) {
    Signup signup = fan.signup();
    Location where = signup.location();
    Map<String, String> fields = new TreeMap<>(fan.fields());
    String city = fields.remove(Fan.CITY);
    String birthday = fields.remove(Fan.BIRTHDAY);
    return List.of(
        fan.email(),
        orEmpty(fan.firstName()),
        fan.status().name().toLowerCase(java.util.Locale.ROOT),
        fan.language(),
        Json.time(signup.at()),
        time(fan.confirmedAt()),
        time(fan.unsubscribedAt()),
        signup.page(),
        orEmpty(signup.source()),
        signup.via().name().toLowerCase(java.util.Locale.ROOT),
        signup.wording(),
        where == null ? "" : orEmpty(where.country()),
        where == null ? "" : orEmpty(where.region()),
        where == null ? "" : orEmpty(where.city()),
        String.join(", ", fan.tags()),
        orEmpty(city),
        orEmpty(birthday),
        fields.isEmpty() ? "" : Json.write(fields));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : Json.time(time);
  }

  /** The job for its caller, with the file once it is there. */
  public JobView view(Job job) {
    return JobView.of(job, job.state() == Job.State.SUCCEEDED ? file.address(job, FILE) : null);
  }

  @Override
  public List<String> files(Job job) {
    return List.of(job.file(FILE));
  }
}
