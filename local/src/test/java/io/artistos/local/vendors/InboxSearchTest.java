package io.artistos.local.vendors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxSearchTest {

  private static final Pattern OLDER = Pattern.compile("<a href=\"([^\"]*)\">Older</a>");
  private static final Pattern ROW = Pattern.compile("<strong>([^<]*)</strong>");

  @TempDir Path folder;
  private VendorsFixture vendors;

  @BeforeEach
  void start() {
    vendors = new VendorsFixture(folder, 1000);
  }

  @AfterEach
  void stop() {
    vendors.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "velvet",
        "news@band",
        "copy@mail",
        "quiet@mail",
        "TOUR",
        "corner stage",
        "stage  tonight",
        "kind=blast"
      })
  void wordsAreLookedForInSenderRecipientsSubjectTextAndTags(String words) throws Exception {
    ObjectNode mail = mail("fan@mail.example", "The tour begins");
    mail.put("from", "Velvet <news@band.example>");
    mail.put("cc", "Copy@mail.example").put("bcc", "quiet@mail.example");
    mail.put("text", "Tonight on the Corner Stage").put("html", "<i>unseen</i>");
    mail.putArray("tags").addObject().put("name", "kind").put("value", "blast");
    send(mail);
    ObjectNode other = mail("fan@mail.example", "Another");
    other.put("from", "else@band.example");
    send(other);

    assertThat(subjects(search(words))).containsExactly("The tour begins");
  }

  @Test
  void everyWordMustBeThere() throws Exception {
    send(mail("fan@mail.example", "Red shoes"));
    send(mail("fan@mail.example", "Red socks"));

    assertThat(subjects(search("red"))).containsExactly("Red socks", "Red shoes");
    assertThat(subjects(search("shoes red"))).containsExactly("Red shoes");
    assertThat(search("shoes socks")).contains("No mail with “shoes socks” among the 2");
  }

  @Test
  void ofAMailWithoutTextTheHtmlCountsButNotItsMarkup() throws Exception {
    ObjectNode mail = mail("fan@mail.example", "Hi");
    mail.remove("text");
    mail.put("html", "<p class=\"lead\">Doors at eight</p>");
    send(mail);

    assertThat(subjects(search("eight"))).containsExactly("Hi");
    assertThat(subjects(search("lead"))).isEmpty();
  }

  @Test
  void aSearchKeepsToAnAddress() throws Exception {
    send(mail("a@mail.example", "Show one"));
    send(mail("b@mail.example", "Show two"));
    send(mail("a@mail.example", "Else"));

    String page = page("/inbox?q=show&to=a%40mail.example");

    assertThat(subjects(page)).containsExactly("Show one");
    assertThat(page)
        .contains("<input type=\"hidden\" name=\"to\" value=\"a@mail.example\">")
        .contains("Only mail to a@mail.example. <a href=\"/inbox?q=show\">To everybody</a>");
  }

  @Test
  void olderFindsAreReachedPageByPage() throws Exception {
    List<String> wanted = new ArrayList<>();
    for (int i = 1; i <= 2 * InboxPages.PAGE_SIZE + 1; i++) {
      send(mail("fan@mail.example", "Show " + i));
      send(mail("fan@mail.example", "Else " + i));
      wanted.addFirst("Show " + i);
    }

    List<String> found = new ArrayList<>();
    String next = "/inbox?q=show";
    int pages = 0;
    while (next != null) {
      String page = page(next);
      found.addAll(subjects(page));
      pages++;
      Matcher older = OLDER.matcher(page);
      next = older.find() ? older.group(1).replace("&amp;", "&") : null;
    }

    assertThat(found).isEqualTo(wanted);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void aSearchReadsSoManyMailsAndGoesOnFromThere() throws Exception {
    for (int i = 1; i <= 5; i++) {
      send(mail(i % 2 == 1 ? "odd@mail.example" : "even@mail.example", "Show " + i));
    }
    MailStore store = vendors.server.store();

    Predicate<ReceivedMail> oldest = mail -> mail.subject().equals("Show 1");

    MailSearch.Found first = MailSearch.search(store, null, oldest, Long.MAX_VALUE, 25, 3);
    assertThat(first).isEqualTo(new MailSearch.Found(List.of(), 3, OptionalLong.of(3)));

    MailSearch.Found rest = MailSearch.search(store, null, oldest, 3, 25, 3);
    assertThat(rest.mails()).extracting(ReceivedMail::subject).containsExactly("Show 1");
    assertThat(rest.seen()).isEqualTo(2);
    assertThat(rest.further()).isEmpty();

    MailSearch.Found odd = MailSearch.search(store, "odd@mail.example", mail -> true, 5, 25, 1);
    assertThat(odd.mails()).extracting(ReceivedMail::subject).containsExactly("Show 3");
    assertThat(odd.further()).hasValue(3);
  }

  @Test
  void whatIsSearchedForIsNeverMarkupOfThePage() throws Exception {
    String page = search("\"><script>alert(1)</script>");

    assertThat(page)
        .doesNotContain("<script>")
        .contains("value=\"&quot;&gt;&lt;script&gt;")
        .contains("“&quot;&gt;&lt;script&gt;");
  }

  @Test
  void theListMarksWhatDidNotArrive() throws Exception {
    send(mail("fan@mail.example", "Fine"));
    assertThat(page("/inbox")).doesNotContain("class=\"mark\"");

    send(mail("bounced+1@mail.example", "Lost"));

    assertThat(page("/inbox")).contains("<span class=\"mark\">bounced</span> bounced+1@mail");
    assertThat(subjects(search("lost"))).containsExactly("Lost");
    assertThat(search("lost")).contains("<span class=\"mark\">bounced</span>");
  }

  private static ObjectNode mail(String to, String subject) throws Exception {
    ObjectNode mail = (ObjectNode) new ObjectMapper().readTree(VendorsFixture.MAIL);
    return mail.put("to", to).put("subject", subject);
  }

  private void send(ObjectNode mail) throws Exception {
    HttpResponse<String> response = vendors.send(mail.toString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
  }

  private String search(String words) throws Exception {
    return page("/inbox?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
  }

  private String page(String path) throws Exception {
    HttpResponse<String> response = vendors.inbox("GET", path);
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  private static List<String> subjects(String page) {
    return ROW.matcher(page).results().map(row -> row.group(1)).toList();
  }
}
