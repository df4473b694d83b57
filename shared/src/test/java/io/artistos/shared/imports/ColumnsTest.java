package io.artistos.shared.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {

  /** Heads of exports as the tools write them; `-` is left where it is. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Mailchimp   | Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,CONFIRM_IP,CC,REGION,TAGS | email,firstName,-,-,consentedAt,consentedAt,-,country,region,tags
          Mailchimp 2 | Email Address,UNSUB_TIME,CC                                              | email,noMail,country
          Kit         | first_name,email_address,state,created_at,tags                           | firstName,email,status,consentedAt,tags
          Brevo       | EMAIL,FIRSTNAME,LASTNAME,ADDED_TIME,MODIFIED_TIME                        | email,firstName,-,consentedAt,-
          Substack    | email,active_subscription,expiry,plan,email_disabled,created_at          | email,-,-,-,noMail,consentedAt
          Beehiiv     | Email,Status,Created At,Subscription Tier                                | email,status,consentedAt,-
          Squarespace | Email Address,Date Subscribed                                            | email,consentedAt
          Klaviyo     | Email,First Name,Last Name,Phone Number,City,Country,Tags                | email,firstName,-,-,city,country,tags
          Shopify     | First Name,Last Name,Email,Accepts Email Marketing,Default Address City,Default Address Province Code,Default Address Country Code,Phone,Tags | firstName,-,email,status,city,region,country,-,tags
          Google      | Name,Given Name,Family Name,Birthday,E-mail 1 - Value                    | name,firstName,-,birthday,email
          Outlook     | First Name,Last Name,E-mail Address,Birthday                             | firstName,-,email,birthday
          German      | Vorname,E-Mail-Adresse,Land                                              | firstName,email,country
          French      | Prénom,Adresse e-mail,Pays                                               | firstName,email,country
          Spanish     | Nombre,Correo electrónico,País                                           | firstName,email,country
          Japanese    | 名,メールアドレス,国                                                       | firstName,email,country
          """)
  void knowsTheColumnsOfOtherTools(String tool, String header, String roles) {
    Columns columns = Columns.of(",", List.of(header.split(",", -1)), Map.of());

    assertThat(String.join(",", columns.roles()).replace("ignore", "-")).as(tool).isEqualTo(roles);
  }

  @ParameterizedTest
  @CsvSource({
    "se,SE",
    "Sweden,SE",
    "Schweden,SE",
    "Suède,SE",
    "スウェーデン,SE",
    "USA,US",
    "uk,GB",
    "XX,",
    "Narnia,",
    "Côte d’Ivoire,CI"
  })
  void knowsCountriesByCodeAndName(String text, String code) {
    assertThat(Countries.code(text).orElse(null)).isEqualTo(code);
  }
}
