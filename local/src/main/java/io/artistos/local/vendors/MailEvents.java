package io.artistos.local.vendors;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.artistos.local.faults.Faults;
import io.artistos.local.vendors.webhooks.Webhook;
import io.artistos.local.vendors.webhooks.WebhookEvent;
import io.artistos.local.vendors.webhooks.WebhookFault;
import io.artistos.local.vendors.webhooks.WebhookOutbox;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.h2.mvstore.MVMap;

/**
 * What webhooks say about mails (contracts, 1.7). Kept is a number and a type each; the body is
 * made from the mail when it is sent. Thread-safe.
 */
final class MailEvents {

  private final MailStore store;
  private final Faults faults;
  private final MVMap<Long, String> fates;
  private final WebhookEndpoints endpoints;
  private volatile boolean tagsAsArray;

  MailEvents(MailStore store, Optional<Webhook> own, Clock clock, Faults faults) {
    this.store = store;
    this.faults = faults;
    fates = MailLedger.fates(store);
    endpoints = new WebhookEndpoints(store, own, clock, this::event);
  }

  /** Who hears of them. */
  WebhookEndpoints endpoints() {
    return endpoints;
  }

  /** How tags are told, of which sources disagree: an object (as begun with) or an array. */
  void tagsAsArray(boolean array) {
    tagsAsArray = array;
  }

  /** Adds a mail's events. To be committed by the caller, who holds the store. */
  void add(long mail, List<String> types) {
    boolean reorder = faults.strikes(WebhookFault.REORDER);
    List<String> all = new ArrayList<>(types);
    if (faults.strikes(WebhookFault.DUPLICATE)) {
      all.addAll(types);
    }
    endpoints.forEach(
        (endpoint, outbox) ->
            add(outbox, mail, all.stream().filter(endpoint::hears).toList(), reorder));
  }

  private static void add(WebhookOutbox outbox, long mail, List<String> all, boolean reorder) {
    for (int place = 0; place < all.size(); place++) {
      Duration later =
          reorder ? WebhookOutbox.APART.multipliedBy(all.size() - 1L - place) : Duration.ZERO;
      outbox.add(mail, place, all.get(place), later);
    }
  }

  /** Adds an event of a scheduled mail, told apart by a number below 0. */
  void addScheduled(long number, String type) {
    endpoints.forEach(
        (endpoint, outbox) ->
            add(outbox, -number, List.of(type).stream().filter(endpoint::hears).toList(), false));
  }

  private WebhookEvent event(WebhookOutbox.Due due) {
    if (due.subject() < 0) {
      ReceivedMail mail = ScheduledMails.mail(store, -due.subject());
      return event(due.type(), mail, MailFate.DELIVERED);
    }
    return event(due.type(), store.mail(due.subject()), MailLedger.fate(fates, due.subject()));
  }

  private WebhookEvent event(String type, ReceivedMail mail, MailFate fate) {
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("type", type).put("created_at", mail.receivedAt().toString());
    ObjectNode data = event.putObject("data");
    data.put("email_id", mail.id()).put("created_at", mail.receivedAt().toString());
    data.put("from", mail.from());
    MailJson.putAll(data, "to", mail.to());
    data.put("subject", mail.subject());
    if (tagsAsArray) {
      MailJson.putTags(data, mail.tags());
    } else {
      mail.tags().forEach(data.putObject("tags")::put);
    }
    switch (type) {
      case "email.bounced" -> bounce(data.putObject("bounce"), fate);
      case "email.suppressed" -> suppressed(data.putObject("suppressed"), fate);
      default -> {}
    }
    return new WebhookEvent(id(type, mail), event.toString());
  }

  private static String id(String type, ReceivedMail mail) {
    byte[] name = (type + " " + mail.id()).getBytes(StandardCharsets.UTF_8);
    return "msg_" + UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }

  private static void bounce(ObjectNode bounce, MailFate fate) {
    boolean forNow = fate == MailFate.SOFT_BOUNCED;
    bounce
        .put("type", forNow ? "Transient" : "Permanent")
        .put("subType", forNow ? "MailboxFull" : "General")
        .put(
            "message",
            forNow
                ? "The recipient's mailbox is full."
                : "The recipient's email provider sent a hard bounce message.")
        .putArray("diagnosticCode")
        .add(forNow ? "smtp; 452 4.2.2 mailbox full" : "smtp; 550 5.1.1 user unknown");
  }

  private static void suppressed(ObjectNode suppressed, MailFate fate) {
    suppressed
        .put("type", "OnAccountSuppressionList")
        .put("message", "The recipient is on your account's suppression list.")
        .putArray("diagnosticCode");
    switch (fate) {
      case SUPPRESSED_AFTER_BOUNCE -> suppressed.put("reason", "previous_bounce");
      case SUPPRESSED_AFTER_COMPLAINT -> suppressed.put("reason", "previous_complaint");
      default -> {}
    }
  }
}
