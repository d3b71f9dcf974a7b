package io.akemail.rules;

/** Why a provider was chosen for an attempt. */
public enum Role {
  /** In its turn. */
  NORMAL,
  /** To find out whether a provider that was down works again. */
  PROBE,
  /** To find out whether a refused credential is good again. */
  TRIAL,
  /** Although it is down, since nothing better is left. */
  LAST_RESORT
}
