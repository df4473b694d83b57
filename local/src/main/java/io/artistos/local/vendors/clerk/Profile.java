package io.artistos.local.vendors.clerk;

/**
 * What Clerk knows of a person.
 *
 * @param email as typed; no two persons have the same, upper and lower case aside
 * @param emailVerified whether the address was shown to be the person's
 * @param secondFactor whether the person has one; whether a session used it is the session's
 * @param staff of the platform: {@code staff} in the public metadata, from which the custom session
 *     claim is made
 */
public record Profile(
    String firstName,
    String lastName,
    String email,
    boolean emailVerified,
    boolean secondFactor,
    boolean staff) {

  private static final String EMAIL = "[^\\s<>@,;:\"]+@[^\\s<>@,;:\"]+\\.[^\\s<>@,;:\".]+";
  private static final int LONGEST = 255;

  public Profile {
    if (firstName.length() > LONGEST || lastName.length() > LONGEST) {
      throw new IllegalArgumentException("a name has at most 255 characters");
    }
    if (email.length() > LONGEST || !email.matches(EMAIL)) {
      throw new IllegalArgumentException("email must be an address");
    }
  }

  /** Somebody with a verified address and nothing special. */
  public static Profile of(String firstName, String lastName, String email) {
    return new Profile(firstName, lastName, email, true, false, false);
  }

  /** The same person with a second factor. */
  public Profile withSecondFactor() {
    return new Profile(firstName, lastName, email, emailVerified, true, staff);
  }

  /** The same person, of the platform's staff. */
  public Profile asStaff() {
    return new Profile(firstName, lastName, email, emailVerified, secondFactor, true);
  }

  /** The same person, whose address was not verified. */
  public Profile unverified() {
    return new Profile(firstName, lastName, email, false, secondFactor, staff);
  }

  /** The same person with another address. */
  public Profile withEmail(String other) {
    return new Profile(firstName, lastName, other, emailVerified, secondFactor, staff);
  }
}
