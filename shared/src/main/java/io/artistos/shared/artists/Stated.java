package io.artistos.shared.artists;

/**
 * What an artist states and agrees to when the account is opened.
 *
 * @param country ISO 3166-1 alpha-2
 * @param terms version that was accepted
 * @param privacyPolicy version that was accepted
 */
public record Stated(String country, String terms, String privacyPolicy) {}
