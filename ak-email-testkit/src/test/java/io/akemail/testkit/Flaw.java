package io.akemail.testkit;

/** A way in which a provider can break its contract, and the test of the contract that finds it. */
enum Flaw {
  SENDS_AGAIN_AFTER_A_FAULT(EmailProviderContract.Faults.class, "onAFreshConnection"),
  BLAMES_THE_PROVIDER(EmailProviderContract.Faults.class, "onAReusedConnection"),
  IS_SURE_THAT_NOTHING_WAS_SENT(EmailProviderContract.Faults.class, "onAFreshConnection"),
  KEEPS_TO_OLD_CONNECTIONS(
      EmailProviderContract.Faults.class, "aFreshConnectionIsOpenedWhenTheContextAsksForOne"),
  TAKES_ANY_2XX_FOR_SUCCESS(EmailProviderContract.Garbage.class, "aWebPageIsNeverAcceptance"),
  THROWS_AT_NONSENSE(EmailProviderContract.Garbage.class, "nonsenseAsJsonIsNeverAcceptance"),
  REPEATS_WHAT_IT_IS_TOLD(EmailProviderContract.Garbage.class, "nonsenseAsJsonIsNeverAcceptance"),
  FORGETS_THE_ID(EmailProviderContract.Answers.class, "theAnswerOfSuccessIsAcceptanceUnderItsId"),
  TAKES_A_LIMIT_FOR_A_FAULT(
      EmailProviderContract.Answers.class, "eachDocumentedAnswerBecomesItsOutcome"),
  DROPS_CC(EmailProviderContract.Fields.class, "eachPartIsCarriedOrRefusedByName"),
  DECLARES_TAGS_AND_DROPS_THEM(
      EmailProviderContract.Fields.class, "eachPartIsCarriedOrRefusedByName"),
  REFUSES_WITHOUT_A_NAME(EmailProviderContract.Fields.class, "eachPartIsCarriedOrRefusedByName"),
  REFUSES_ONLY_WHEN_SENDING(EmailProviderContract.Fields.class, "eachPartIsCarriedOrRefusedByName"),
  SENDS_OPTIONS_OF_OTHERS(
      EmailProviderContract.Fields.class,
      "whatConcernsTheSenderOrAnotherProviderLeavesTheRequestAsItIs"),
  PRINTS_ITS_KEY(EmailProviderContract.Secrets.class, "aSendThatGoesWellTellsNothing"),
  LOGS_THE_SUBJECT(EmailProviderContract.Secrets.class, "aSendThatGoesWellTellsNothing"),
  QUOTES_THE_ANSWER(EmailProviderContract.Secrets.class, "anAnswerThatRepeatsThemTellsNothing"),
  DOES_NOT_STOP(
      EmailProviderContract.Cancelling.class, "aThreadInterruptedWhileItWaitsStaysInterrupted"),
  WRITES_WITHOUT_PERMIT(
      EmailProviderContract.Cancelling.class, "anAttemptAbandonedBeforeTheBodySendsNothing"),
  SWALLOWS_INTERRUPTION(
      EmailProviderContract.Cancelling.class,
      "anInterruptedThreadGetsATrueOutcomeAndStaysInterrupted"),
  MIXES_UP_ANSWERS(EmailProviderContract.Living.class, "manyThreadsGetEachItsOwnAnswer"),
  LEAVES_A_THREAD(EmailProviderContract.Living.class, "closeEndsTheCallsInFlightAndLeavesNoThread"),
  DOES_NOT_CLOSE(EmailProviderContract.Living.class, "closeEndsTheCallsInFlightAndLeavesNoThread"),
  SHOWS_THE_KEY_AS_FINGERPRINT(
      EmailProviderContract.Living.class, "theFingerprintTellsCredentialsApartWithoutTellingThem"),
  IS_ALWAYS_REACHABLE(EmailProviderContract.Reachability.class, "anAnswerBelow500MeansReachable"),
  ASKS_BY_SENDING(EmailProviderContract.Reachability.class, "itIsNotACallThatSends"),
  ASKS_THE_SERVICE_FOR_ITS_HEALTH(
      EmailProviderContract.Health.class, "thePageIsAskedAndTheServiceIsNot"),
  SHOWS_ITS_KEY_TO_THE_PAGE(EmailProviderContract.Health.class, "noCredentialIsShownToThePage"),
  TAKES_SILENCE_FOR_HEALTH(EmailProviderContract.Health.class, "anAnswerThatIsNoPageIsUnknown"),
  CHANGES_ITS_BYTES(
      EmailProviderContract.Sameness.class, "oneMessageIsTheSameRequestOnEveryAttempt"),
  MAKES_UP_KEYS(
      EmailProviderContract.Sameness.class,
      "theIdempotencyKeyOfTheContextIsOnTheWireWhereItIsDeclared");

  private final Class<?> part;
  private final String test;

  Flaw(Class<?> part, String test) {
    this.part = part;
    this.test = test;
  }

  Class<?> part() {
    return part;
  }

  String test() {
    return test;
  }
}
