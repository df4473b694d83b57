package io.artistos.shared.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.resend.core.net.HttpMethod;
import com.resend.core.net.RequestOptions;
import com.resend.core.service.BaseService;
import com.resend.services.emails.model.CreateEmailOptions;
import com.resend.services.emails.model.CreateEmailResponse;
import com.resend.services.emails.model.Tag;
import io.artistos.shared.crypto.Secrets;
import io.artistos.shared.errors.Unavailable;
import io.artistos.shared.http.Json;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sends mail through Resend's SDK, over {@link ResendTransport}. Thread-safe.
 *
 * <p>What is tried again: 429, 409 {@code concurrent_idempotent_requests}, 5xx and network errors.
 * 409 {@code invalid_idempotent_request} says that a mail was accepted under this key before, which
 * is what we wanted (shared contracts, sections 1.4 to 1.6).
 */
public final class ResendMail implements MailProvider, BatchProvider {

  /** How long we leave an exhausted quota alone: it is counted by the day or the month. */
  private static final Duration QUOTA_WAIT = Duration.ofHours(1);

  private static final Duration WAIT = Duration.ofSeconds(10);

  private final Secrets secrets;
  private final String keyName;
  private final ResendTransport transport;

  /**
   * @param keyName names the secret that holds the API key
   */
  public ResendMail(URI baseUrl, Secrets secrets, String keyName) {
    this(baseUrl, secrets, keyName, ResendTransport.ANSWER);
  }

  /**
   * @param answer how long an answer may take as a whole
   */
  ResendMail(URI baseUrl, Secrets secrets, String keyName, Duration answer) {
    this.secrets = secrets;
    this.keyName = keyName;
    this.transport = new ResendTransport(baseUrl, answer);
  }

  @Override
  public void send(OutgoingMail mail, String idempotencyKey) {
    // The SDK's services hold the key for life; one of ours for each mail is cheap and sees a
    // rotation.
    new Service(secrets.latest(keyName).value(), transport).send(mail, idempotencyKey);
  }

  @Override
  public Accepted send(List<OutgoingMail> mails, String idempotencyKey, Checking checking) {
    return new Service(secrets.latest(keyName).value(), transport)
        .send(mails, idempotencyKey, checking);
  }

  private static final class Service extends BaseService {

    private final ResendTransport transport;

    Service(String apiKey, ResendTransport transport) {
      super(apiKey, transport);
      this.transport = transport;
    }

    void send(OutgoingMail mail, String idempotencyKey) {
      RequestOptions options = RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
      ResendTransport.Answer answer =
          transport.perform(
              "/emails",
              apiKey,
              HttpMethod.POST,
              resendMapper.writeValue(options(mail)),
              null,
              options);
      if (!answer.isSuccessful()) {
        refuse(answer);
      } else if (resendMapper.readValue(answer.getBody(), CreateEmailResponse.class) == null) {
        throw new Unavailable("Resend (an answer that cannot be read)", WAIT, null);
      }
    }

    Accepted send(List<OutgoingMail> mails, String idempotencyKey, Checking checking) {
      RequestOptions options =
          RequestOptions.builder()
              .setIdempotencyKey(idempotencyKey)
              .add("x-batch-validation", checking.name().toLowerCase(Locale.ROOT))
              .build();
      ResendTransport.Answer answer =
          transport.perform(
              "/emails/batch",
              apiKey,
              HttpMethod.POST,
              resendMapper.writeValue(mails.stream().map(Service::options).toList()),
              null,
              options);
      if (!answer.isSuccessful()) {
        refuse(answer);
        return new Accepted(List.of());
      }
      return accepted(answer.getBody(), mails.size());
    }

    /**
     * {@code data} has the mails that were taken, in order, {@code errors} the places of the others
     * (contracts, section 1.3).
     */
    private static Accepted accepted(@Nullable String body, int mails) {
      try {
        JsonNode answer = Json.MAPPER.readTree(body == null ? "" : body);
        Set<Integer> refused = new HashSet<>();
        answer.path("errors").forEach(error -> refused.add(error.path("index").asInt(-1)));
        Iterator<JsonNode> data = answer.path("data").iterator();
        List<Optional<String>> ids = new ArrayList<>();
        for (int i = 0; i < mails; i++) {
          ids.add(
              refused.contains(i)
                  ? Optional.empty()
                  : Optional.of(data.next().path("id").asText()));
        }
        if (!data.hasNext()) {
          return new Accepted(List.copyOf(ids));
        }
      } catch (JsonProcessingException | NoSuchElementException e) {
        // As below: the mails may well be on their way, and the same request asks again.
      }
      throw new Unavailable("Resend (an answer that cannot be read)", WAIT, null);
    }

    private void refuse(ResendTransport.Answer answer) {
      String name = errorName(answer.getBody());
      int status = answer.getCode();
      boolean quota = name.endsWith("_quota_exceeded") || name.equals("email_above_quota");
      // 403 validation_error too: the domain is not verified, or the sender is Resend's own.
      boolean account = status == 401 || status == 403;
      switch (name) {
        case "invalid_idempotent_request" -> {
          // Accepted before, in other words: a link signed with a newer key, most likely.
        }
        case "concurrent_idempotent_requests" ->
            throw new Unavailable("Resend (" + name + ")", WAIT, null);
        default -> {
          if (quota || account) {
            throw new MailDeferred(name, QUOTA_WAIT, true);
          }
          if (status == 429) {
            throw new MailDeferred(name, wait(answer.retryAfter()));
          }
          if (status >= 500 || status == 408) {
            throw new Unavailable("Resend (" + name + ")", wait(answer.retryAfter()), null);
          }
          throw new MailRefused(name);
        }
      }
    }

    private static Duration wait(@Nullable Duration asked) {
      return asked == null ? WAIT : asked;
    }

    /** {@code name} of the error body, or {@code unknown}; the rest of it may quote the mail. */
    private String errorName(@Nullable String body) {
      Object error = body == null ? null : resendMapper.readValue(body, Map.class);
      Object name = error instanceof Map<?, ?> map ? map.get("name") : null;
      return name instanceof String text && text.matches("[a-z_]{1,60}")
          ? text.toLowerCase(Locale.ROOT)
          : "unknown";
    }

    private static CreateEmailOptions options(OutgoingMail mail) {
      List<Tag> tags =
          mail.tags().entrySet().stream()
              .map(tag -> Tag.builder().name(tag.getKey()).value(tag.getValue()).build())
              .toList();
      return CreateEmailOptions.builder()
          .from(mail.from())
          .to(mail.to())
          .subject(mail.subject())
          .html(mail.html())
          .text(mail.text())
          .headers(mail.headers())
          .tags(tags)
          .build();
    }
  }
}
