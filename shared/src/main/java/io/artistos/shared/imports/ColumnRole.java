package io.artistos.shared.imports;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a column of somebody's export holds, and the names that it has there, in lower case and
 * without anything but letters and digits. The names are those of Mailchimp, Kit, Brevo, Substack,
 * Beehiiv, Klaviyo, Squarespace, Shopify, Google and Outlook, as published samples of their exports
 * have them, of MailerLite and Bandcamp, of which none was found, of sheets that people keep in our
 * languages, and of our own export. Of several columns for the same, the one whose name stands
 * first here counts. What is in no list is left where it is: addresses of the network, ratings,
 * postal addresses.
 */
enum ColumnRole {
  EMAIL(
      "emailaddress",
      "email",
      "emailaddr",
      "mail",
      "subscriber",
      "customeremail",
      "email1value",
      "emailadresse",
      "adresseemail",
      "adressemail",
      "correoelectrónico",
      "correo",
      "メールアドレス",
      "メール"),
  FIRST_NAME("firstname", "fname", "givenname", "vorname", "prénom", "prenom", "nombre", "名"),
  /** The whole name: its first word is taken. */
  NAME("name", "fullname", "subscribername"),
  COUNTRY("cc", "countrycode", "country", "defaultaddresscountrycode", "land", "pays", "país", "国"),
  REGION("region", "defaultaddressprovincecode", "provincecode"),
  CITY("city", "defaultaddresscity"),
  CITY_GIVEN("citygiven"),
  BIRTHDAY("birthday", "dateofbirth", "dob"),
  TAGS("tags", "tag"),
  /** Of our own export: other fields by key, as JSON. */
  FIELDS("fields"),
  CONSENTED_AT(
      "confirmtime",
      "confirmedat",
      "optintime",
      "optindate",
      "optedinat",
      "emailmarketingconsentupdatedat",
      "consentedat",
      "subscribedat",
      "subscribed",
      "signedupat",
      "signupdate",
      "datesubscribed",
      "dateadded",
      "addedtime",
      "createdat",
      "createdtime",
      "createdate",
      "createddate"),
  /** Of the person there; see {@link Standing}. */
  STATUS(
      "status",
      "emailmarketingconsentstate",
      "subscriptionstatus",
      "memberstatus",
      "state",
      "acceptsemailmarketing",
      "acceptsmarketing"),
  /** Yes for somebody who gets no mail there. */
  NO_MAIL("emaildisabled", "emailblacklisted", "unsubscribed", "unsubtime", "unsubscribedat"),
  IGNORE;

  @SuppressWarnings("ImmutableEnumChecker") // List.of.
  private final List<String> names;

  ColumnRole(String... names) {
    this.names = List.of(names);
  }

  /** How a caller's mapping calls it: in camelCase. */
  String word() {
    String[] parts = name().toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder word = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      word.append(Character.toUpperCase(parts[i].charAt(0))).append(parts[i].substring(1));
    }
    return word.toString();
  }

  static Optional<ColumnRole> ofWord(String word) {
    for (ColumnRole role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** How good a name is for this role: 0 is the best; empty for another one's. */
  Optional<Integer> rank(String column) {
    int rank = names.indexOf(plain(column));
    return rank < 0 ? Optional.empty() : Optional.of(rank);
  }

  private static String plain(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
  }
}
