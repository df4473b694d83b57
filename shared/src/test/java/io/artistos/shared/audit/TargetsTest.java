package io.artistos.shared.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetsTest {

  private static final String ID = "Ab-_AAAAAAAAAAAAAAAAA1";
  private static final String OTHER = "Ab-_AAAAAAAAAAAAAAAAA2";

  @Test
  void namesTheLastIdAndItsCollection() {
    assertThat(of("/api/releases/" + ID)).isEqualTo("releases:" + ID);
    assertThat(of("/api/blasts/blast-" + ID + "/send")).isEqualTo("blasts:blast-" + ID);
    assertThat(of("/api/releases/" + ID + "/media/" + OTHER + "/complete"))
        .isEqualTo("media:" + OTHER);
    assertThat(of("/api/members/user_2abcdefghijklmnopqrstuvwxyz"))
        .isEqualTo("members:user_2abcdefghijklmnopqrstuvwxyz");
  }

  @Test
  void keepsNothingThatSomebodyTypedInPlaceOfAnId() {
    assertThat(of("/api/fans/mira@band.example/tags")).isNull();
    assertThat(of("/api/fans/mira%40band.example/tags")).isNull();
    assertThat(of("/api/fans/mira-sol/tags")).isNull();
    assertThat(of("/api/fans?q=" + ID)).isNull();
    assertThat(of("/api/" + ID)).isNull();
    assertThat(of("/confirm")).isNull();
  }

  @Test
  void keepsOnlyTheTraceIdAndOnlyWhereItHasTheForm() {
    assertThat(Traces.id("00-" + AuditWorld.TRACE + "-b7ad6b7169203331-01"))
        .isEqualTo(AuditWorld.TRACE);
    assertThat(Traces.id("mira@band.example")).isNull();
    assertThat(Traces.id("00-" + "0".repeat(32) + "-b7ad6b7169203331-01")).isNull();
    assertThat(Traces.id(null)).isNull();
  }

  private static @Nullable String of(String path) {
    return Targets.of(URI.create("http://127.0.0.1:7071" + path));
  }
}
