package io.artistos.shared.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OutgoingMailTest {

  @Test
  void hasHeadersAndTagsInTheSameOrderInEveryProcess() {
    Map<String, String> many = Map.of("e", "1", "b", "2", "d", "3", "a", "4", "c", "5");

    OutgoingMail mail = new OutgoingMail("from", "to", "subject", "html", "text", many, many);

    assertThat(mail.headers().keySet()).containsExactly("a", "b", "c", "d", "e");
    assertThat(mail.tags().keySet()).containsExactly("a", "b", "c", "d", "e");
  }
}
