package io.artistos.local.vendors.webhooks;

/** What can go wrong with webhooks on demand, asked for each mail or event. */
public final class WebhookFault {

  /** Events are sent twice, with the same ids. */
  public static final String DUPLICATE = "duplicate-webhooks";

  /** Events are sent a second apart, last one first. */
  public static final String REORDER = "reorder-webhooks";

  private WebhookFault() {}
}
