package io.akemail.message;

/**
 * What to prefer when it stays unknown whether a provider has taken a message: a second mail or
 * none.
 */
public enum DeliveryGuarantee {
  /**
   * Another attempt is made when the fate of one is unknown: a recipient may get the mail twice.
   * The default.
   */
  AT_LEAST_ONCE,
  /**
   * No attempt is made after one whose fate is unknown: a recipient may not get the mail at all.
   */
  AT_MOST_ONCE
}
