package io.artistos.shared.text;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what must never be collected: numbers of payment cards (ISO/IEC 7812, by their check
 * digit), of bank accounts (IBAN, ISO 13616, by their check digits) and of social security in the
 * United States (by their form and the groups that are never given out). It can be wrong about a
 * number that looks like one, which costs whoever typed it another try.
 */
public final class Uncollectable {

  private static final Pattern CARD =
      Pattern.compile("(?<![0-9])[2-6](?:[ -]?[0-9]){12,18}(?![0-9])");
  private static final Pattern IBAN =
      Pattern.compile("(?<![A-Za-z0-9])[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]){11,30}");
  private static final Pattern SOCIAL_SECURITY =
      Pattern.compile(
          "(?<![0-9-])(?!000|666|9)[0-9]{3}([- ])(?!00)[0-9]{2}\\1(?!0000)[0-9]{4}(?![0-9-])");
  private static final BigInteger MODULUS = BigInteger.valueOf(97);

  /** Of the countries in the SWIFT IBAN Registry, release 98. */
  private static final String LENGTHS =
      "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24"
          + "FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20"
          + "LB28LC32LI21LT20LU20LV21LY25MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28"
          + "PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23ST25SV28TL23TN24TR26UA29VA22"
          + "VG24XK20YE30";

  private Uncollectable() {}

  /** What {@code text} holds: a short code, never the text; empty when there is nothing of it. */
  public static Optional<String> in(String text) {
    Matcher card = CARD.matcher(text);
    while (card.find()) {
      if (luhn(digits(card.group()))) {
        return Optional.of("card-number");
      }
    }
    Matcher iban = IBAN.matcher(text);
    while (iban.find()) {
      if (isIban(iban.group().replaceAll("[ -]", "").toUpperCase(java.util.Locale.ROOT))) {
        return Optional.of("bank-account");
      }
    }
    return SOCIAL_SECURITY.matcher(text).find()
        ? Optional.of("social-security-number")
        : Optional.empty();
  }

  private static String digits(String text) {
    return text.replaceAll("[^0-9]", "");
  }

  private static boolean luhn(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(digits.length() - 1 - i) - '0';
      int weighted = i % 2 == 0 ? digit : digit * 2;
      sum += weighted > 9 ? weighted - 9 : weighted;
    }
    return sum % 10 == 0;
  }

  /** Words may follow the number: its country says how long it is. */
  private static boolean isIban(String text) {
    Matcher country = Pattern.compile(text.substring(0, 2) + "([0-9]{2})").matcher(LENGTHS);
    int length = country.find() ? Integer.parseInt(country.group(1)) : Integer.MAX_VALUE;
    if (text.length() < length) {
      return false;
    }
    StringBuilder number = new StringBuilder();
    (text.substring(4, length) + text.substring(0, 4))
        .chars()
        .forEach(c -> number.append(Character.digit(c, Character.MAX_RADIX)));
    return new BigInteger(number.toString()).mod(MODULUS).intValue() == 1;
  }
}
