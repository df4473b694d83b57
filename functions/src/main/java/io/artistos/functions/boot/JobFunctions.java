package io.artistos.functions.boot;

import io.artistos.functions.fans.CheckFanImport;
import io.artistos.functions.fans.ExportFans;
import io.artistos.functions.fans.FanJobs;
import io.artistos.functions.fans.ImportFans;
import io.artistos.functions.fans.RunFanImport;
import io.artistos.functions.fans.ShowFanExport;
import io.artistos.functions.fans.ShowFanImport;
import io.artistos.functions.fans.ShowFanTagging;
import io.artistos.functions.fans.TagFans;
import io.artistos.functions.jobs.JobsPoison;
import io.artistos.functions.jobs.RunJob;
import io.artistos.functions.jobs.SweepJobs;
import io.artistos.shared.blob.TenantBlobs;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.crypto.KeyedHash;
import io.artistos.shared.fans.FanArrivals;
import io.artistos.shared.fans.FanExport;
import io.artistos.shared.fans.FanTagging;
import io.artistos.shared.imports.FanImports;
import io.artistos.shared.imports.ImportWork;
import io.artistos.shared.jobs.JobFile;
import io.artistos.shared.jobs.Jobs;
import io.artistos.shared.queue.Queues;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/** Long work over an artist's fans: imports, exports, tags for many. */
final class JobFunctions {

  private JobFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Database database = platform.database();
    Clock clock = platform.clock();
    TenantBlobs blobs = platform.blobs();
    JobFile file = new JobFile(blobs, platform.random());
    KeyedHash fanIds = new KeyedHash(platform.secrets(), Platform.FAN_ID_KEY);
    FanExport export = new FanExport(database, file, clock);
    ImportWork importing =
        new ImportWork(blobs, new FanArrivals(database, fanIds, clock), file, clock);
    Jobs jobs =
        new Jobs(
            database,
            platform.accounts(),
            blobs,
            platform.queue(Queues.JOBS),
            List.of(importing, export, new FanTagging(database, clock)),
            clock);
    FanImports imports = new FanImports(jobs, platform.pages(), blobs, file, clock);
    FanJobs fanJobs = new FanJobs(jobs, platform.random(), clock);
    return Stream.of(
        new TagFans(endpoint, fanJobs),
        new ShowFanTagging(endpoint, fanJobs),
        new ExportFans(endpoint, fanJobs),
        new ShowFanExport(endpoint, jobs, export),
        new ImportFans(endpoint, imports, platform.accounts(), platform.random()),
        new ShowFanImport(endpoint, imports),
        new CheckFanImport(endpoint, imports),
        new RunFanImport(endpoint, imports),
        new RunJob(jobs),
        new JobsPoison(jobs),
        new SweepJobs(jobs));
  }
}
