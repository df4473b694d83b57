package io.artistos.functions.boot;

import io.artistos.functions.releases.AnnounceMedia;
import io.artistos.functions.releases.CompleteMedia;
import io.artistos.functions.releases.CreateRelease;
import io.artistos.functions.releases.DeleteMedia;
import io.artistos.functions.releases.DeleteRelease;
import io.artistos.functions.releases.EditRelease;
import io.artistos.functions.releases.ListReleases;
import io.artistos.functions.releases.ReleaseGoLive;
import io.artistos.functions.releases.ScheduleRelease;
import io.artistos.functions.releases.ShowRelease;
import io.artistos.functions.releases.SweepReleases;
import io.artistos.functions.releases.UnscheduleRelease;
import io.artistos.shared.cosmos.Database;
import io.artistos.shared.releases.DueReleases;
import io.artistos.shared.releases.MediaUploads;
import io.artistos.shared.releases.ReleaseEditing;
import io.artistos.shared.releases.ReleaseSweeper;
import io.artistos.shared.releases.Releases;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.stream.Stream;

/** Releases, their media, and how they go live. */
final class ReleaseFunctions {

  private ReleaseFunctions() {}

  static Stream<Object> of(Platform platform) {
    Endpoint endpoint = platform.endpoint();
    Database database = platform.database();
    SecureRandom random = platform.random();
    Clock clock = platform.clock();
    Releases releases = new Releases(database);
    MediaUploads media = new MediaUploads(database, releases, platform.blobs(), clock);
    ReleaseEditing editing = new ReleaseEditing(releases, media, platform.cursors(), clock);
    DueReleases due =
        new DueReleases(database, releases, platform.accounts(), platform.artistMails(), clock);
    return Stream.of(
        new CreateRelease(endpoint, platform.accounts(), editing, random),
        new ListReleases(endpoint, editing),
        new ShowRelease(endpoint, editing),
        new EditRelease(endpoint, platform.accounts(), editing),
        new ScheduleRelease(endpoint, editing),
        new UnscheduleRelease(endpoint, editing),
        new DeleteRelease(endpoint, editing),
        new AnnounceMedia(endpoint, media, random),
        new CompleteMedia(endpoint, media),
        new DeleteMedia(endpoint, media),
        new ReleaseGoLive(due),
        new SweepReleases(new ReleaseSweeper(database, editing, media, clock)));
  }
}
