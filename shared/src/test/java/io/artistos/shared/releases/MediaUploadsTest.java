package io.artistos.shared.releases;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.artistos.shared.cosmos.Containers;
import io.artistos.shared.errors.InvalidInput;
import io.artistos.shared.errors.NotAllowedNow;
import io.artistos.shared.errors.NotFound;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MediaUploadsTest {

  private static final byte[] WAV = wav(3 << 20);

  private final ReleaseWorld world = new ReleaseWorld();
  private final String release = world.draft();

  @Test
  void keepsWhatArrivedWithItsChecksumAndGivesItBack() throws Exception {
    MediaUploads.Upload upload = announce(WAV.length, null);
    assertThat(world.put(upload, WAV)).isEqualTo(201);

    MediaView done = world.media.complete(world.tenant, release, upload.mediaId());

    assertThat(done.state()).isEqualTo(Media.State.READY);
    assertThat(done.sha256()).isEqualTo(sha256(WAV));
    assertThat(done.url()).startsWith("https://").contains("sp=r&");
    assertThat(world.editing.get(world.tenant, release).value().media())
        .extracting(MediaView::id)
        .containsExactly(upload.mediaId());
    assertThat(world.media.complete(world.tenant, release, upload.mediaId()).sha256())
        .isEqualTo(done.sha256());
    assertThat(world.put(upload, wav(10))).isEqualTo(403);
  }

  @Test
  void sendsBackTheSameAnnouncementWithTheSameId() {
    MediaUploads.Upload first = announce(WAV.length, null);
    MediaUploads.Upload again =
        world.media.announce(world.tenant, release, wavOf(WAV.length, null), first.mediaId());

    assertThat(again.mediaId()).isEqualTo(first.mediaId());
    assertThat(world.editing.get(world.tenant, release).value().media()).hasSize(1);
  }

  @Test
  void refusesALiarForGoodAndDeletesWhatItSent() {
    byte[] liar = "MZ this is a program, whatever it says".getBytes(US_ASCII);
    MediaUploads.Upload upload = announce(liar.length, null);
    world.put(upload, liar);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> world.media.complete(world.tenant, release, upload.mediaId()))
          .isInstanceOf(InvalidInput.class)
          .hasMessageContaining("wrong-content");
    }
    assertThat(blobOf(upload)).isEmpty();
  }

  @Test
  void refusesAnotherSizeOrChecksumThanAnnounced() {
    MediaUploads.Upload longer = announce(WAV.length + 1, null);
    world.put(longer, WAV);
    assertThatThrownBy(() -> world.media.complete(world.tenant, release, longer.mediaId()))
        .hasMessageContaining("wrong-size");
    MediaUploads.Upload other = announce(WAV.length, "0".repeat(64));
    world.put(other, WAV);
    assertThatThrownBy(() -> world.media.complete(world.tenant, release, other.mediaId()))
        .hasMessageContaining("wrong-checksum");
  }

  @Test
  void waitsForWhatHasNotArrived() {
    MediaUploads.Upload upload = announce(WAV.length, null);

    assertThatThrownBy(() -> world.media.complete(world.tenant, release, upload.mediaId()))
        .isInstanceOf(NotAllowedNow.class);
  }

  @Test
  void sweepsAnUploadThatNobodyCompletedWithinADay() {
    MediaUploads.Upload upload = announce(WAV.length, null);
    world.put(upload, WAV);
    world.clock.advance(Duration.ofHours(23));
    world.sweeper.sweep();
    assertThat(blobOf(upload)).isPresent();

    world.clock.advance(Duration.ofHours(2));
    world.sweeper.sweep();

    assertThat(blobOf(upload)).isEmpty();
    assertThat(item(upload)).isEmpty();
  }

  @Test
  void deletesAFileAtOnceAndForgetsItWhenItsAddressIsDead() {
    MediaUploads.Upload upload = announce(WAV.length, null);
    world.put(upload, WAV);
    world.media.delete(world.tenant, release, upload.mediaId());

    assertThat(blobOf(upload)).isEmpty();
    assertThatThrownBy(() -> world.media.complete(world.tenant, release, upload.mediaId()))
        .isInstanceOf(NotFound.class);
    assertThat(world.put(upload, WAV)).isEqualTo(201); // the address still works

    world.clock.advance(Duration.ofMinutes(17));
    world.sweeper.sweep();
    assertThat(blobOf(upload)).isEmpty();
    assertThat(item(upload)).isEmpty();
  }

  @Test
  void endsTheDeletionOfAReleaseThatBrokeOff() {
    MediaUploads.Upload upload = announce(WAV.length, null);
    world.put(upload, WAV);
    world.releases.change(
        world.tenant,
        release,
        Optional.empty(),
        r -> r.deleting(world.clock.instant().plus(Duration.ofMinutes(5))));
    assertThatThrownBy(() -> world.media.complete(world.tenant, release, upload.mediaId()))
        .isInstanceOf(NotFound.class);

    world.clock.advance(Duration.ofMinutes(20));
    world.sweeper.sweep();
    world.clock.advance(Duration.ofMinutes(5));
    world.sweeper.sweep();

    assertThat(blobOf(upload)).isEmpty();
    assertThat(item(upload)).isEmpty();
    assertThat(world.releases.items(world.tenant).read(release, Release.class)).isEmpty();
  }

  @Test
  void readsAFileOfHundredsOfMegabytesInASmallBuffer() {
    long size = 300L << 20;
    TestStream stream = new TestStream(size);
    Arrival arrival = Arrival.read(new io.artistos.shared.blob.TenantBlobs.Opened(size, stream));

    assertThat(arrival.bytes()).isEqualTo(size);
    assertThat(stream.largestRead).isLessThanOrEqualTo(64 * 1024);
  }

  private MediaUploads.Upload announce(long bytes, @org.jspecify.annotations.Nullable String sha) {
    return world.media.announce(world.tenant, release, wavOf(bytes, sha), world.anyId());
  }

  private static NewMedia wavOf(long bytes, @org.jspecify.annotations.Nullable String sha) {
    return new NewMedia(Media.Kind.AUDIO, "audio/wav", bytes, sha);
  }

  private Optional<?> blobOf(MediaUploads.Upload upload) {
    return world.blobs.open(world.tenant, "media/" + upload.mediaId());
  }

  private Optional<?> item(MediaUploads.Upload upload) {
    return world
        .platform
        .database()
        .tenant(world.tenant, Containers.ACCOUNTS)
        .read(upload.mediaId(), Media.class);
  }

  private static byte[] wav(int samples) {
    byte[] file = Arrays.copyOf("RIFF....WAVEfmt ".getBytes(US_ASCII), 44 + samples);
    for (int i = 44; i < file.length; i++) {
      file[i] = (byte) (i * 31);
    }
    return file;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  /** A file that is not there in full at any time. */
  private static final class TestStream extends InputStream {

    private long left;
    private int largestRead;

    TestStream(long size) {
      this.left = size;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException("byte by byte");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (left == 0) {
        return -1;
      }
      largestRead = Math.max(largestRead, length);
      int n = (int) Math.min(left, length);
      left -= n;
      return n;
    }
  }
}
