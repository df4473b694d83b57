package io.artistos.local.vendors.clerk;

import static io.artistos.local.vendors.clerk.ClerkFixture.MIRA;
import static io.artistos.local.vendors.clerk.ClerkFixture.claims;
import static io.artistos.local.vendors.clerk.ClerkFixture.header;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysAndRestartTest {

  @TempDir Path folder;
  private ClerkFixture fixture;
  private String mira;

  @BeforeEach
  void start() {
    fixture = new ClerkFixture(folder);
    mira = fixture.clerk().person(MIRA);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void afterRotationOldTokensVerifyUntilTheirKeyIsWithdrawn() throws Exception {
    String before = fixture.clerk().token(mira, false);

    String kid = fixture.clerk().rotateKeys();

    String after = fixture.clerk().token(mira, false);
    assertThat(header(after).path("kid").asText()).isEqualTo(kid);
    assertThat(fixture.jwks()).hasSize(2);
    assertThat(fixture.verifies(before)).isTrue();
    assertThat(fixture.verifies(after)).isTrue();

    assertThat(fixture.clerk().withdrawOldKeys()).isEqualTo(1);

    assertThat(fixture.verifies(before)).isFalse();
    assertThat(fixture.verifies(after)).isTrue();
  }

  @Test
  void keysSurviveARestart() throws Exception {
    String before = fixture.clerk().token(mira, false);
    fixture.clerk().rotateKeys();
    String after = fixture.clerk().token(mira, false);

    fixture.restart();

    assertThat(fixture.verifies(before)).isTrue();
    assertThat(fixture.verifies(after)).isTrue();
    assertThat(header(fixture.clerk().token(mira, false))).isEqualTo(header(after));
  }

  @Test
  void onlyTheOwnerReadsTheKeys() throws Exception {
    fixture.jwks();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.keys())))
        .isEqualTo("rw-------");

    fixture.clerk().rotateKeys();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fixture.keys())))
        .isEqualTo("rw-------");
  }

  @Test
  void personsAndSessionsSurviveARestart() throws Exception {
    String session = fixture.clerk().signIn(mira, true);
    String ended = fixture.clerk().signIn(mira, true);
    fixture.clerk().signOut(ended);

    fixture.restart();

    assertThat(fixture.clerk().profile(mira)).hasValue(MIRA);
    assertThat(claims(fixture.clerk().token(mira, true)).path("sid").asText()).isEqualTo(session);
    assertThat(fixture.clerk().signOut(ended)).isFalse();
  }
}
