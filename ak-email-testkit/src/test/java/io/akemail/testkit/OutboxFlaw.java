package io.akemail.testkit;

/** A way in which an outbox can break its contract, and the test of the contract that finds it. */
enum OutboxFlaw {
  LOSES_WHAT_IT_HELD_WHEN_CLOSED(
      OutboxContract.Adding.class, "whatWasAddedOutlivesTheOutboxThatItWasAddedTo"),
  CHANGES_THE_MESSAGE(OutboxContract.Adding.class, "everyFieldIsClaimedAsItWasAdded"),
  READS_ATTACHMENTS_WHEN_CLAIMED(
      OutboxContract.Adding.class, "anAttachmentIsTheOneThatWasAddedWhateverBecomesOfItsSource"),
  FORGETS_WHAT_WAS_TRIED_BEFORE(OutboxContract.Adding.class, "whatWasTriedBeforeIsKept"),
  REFUSES_WHAT_IS_HERE(
      OutboxContract.Adding.class, "aMessageThatIsStillToBeSentIsLeftAsItIsWhenAddedAgain"),
  SENDS_AGAIN_WHAT_WAS_SENT(
      OutboxContract.Adding.class, "aMessageThatWasSentIsLeftAsItIsWhenAddedAgain"),
  IGNORES_DEDUPE_KEYS(
      OutboxContract.Limits.class, "anotherMessageOfTheSameDedupeKeyIsRefusedWhileOneIsToBeSent"),
  NEVER_FREES_A_DEDUPE_KEY(OutboxContract.Limits.class, "aDedupeKeyIsFreeAgainAfterTheEnd"),
  CHECKS_DEDUPE_KEYS_BEFORE_IT_LOCKS(
      OutboxContract.Limits.class, "ofManyMessagesOfOneDedupeKeyAddedAtOnceExactlyOneIsStored"),
  COUNTS_WHAT_HAS_ENDED(OutboxContract.Limits.class, "whatHasEndedDoesNotCount"),
  KNOWS_NO_LIMIT_OF_BYTES(OutboxContract.Limits.class, "noMoreBytesWaitThanMay"),
  CLAIMS_THE_YOUNGEST_FIRST(OutboxContract.Claiming.class, "whatIsDueLongestIsClaimedFirst"),
  CLAIMS_WHAT_IS_NOT_DUE(OutboxContract.Claiming.class, "whatIsNotDueIsNotClaimed"),
  IGNORES_LEASES(OutboxContract.Claiming.class, "whatSomebodyHoldsNobodyElseGets"),
  NEVER_ENDS_A_LEASE(
      OutboxContract.Claiming.class, "whatWasHeldTooLongIsClaimedByAnotherUnderAHigherVersion"),
  MARKS_WITHOUT_PROLONGING(OutboxContract.Claiming.class, "aMarkProlongsTheClaim"),
  HIDES_WHAT_HAS_EXPIRED(OutboxContract.Claiming.class, "whatHasExpiredIsClaimedAsWell"),
  HASTENS_EVERYTHING(OutboxContract.Claiming.class, "whatWaitsMayBeMadeDueAtOnce"),
  SHARES_MESSAGES_BETWEEN_THREADS(
      OutboxContract.Claiming.class, "threadsThatClaimAtOnceNeverShareAMessage"),
  LOSES_DOUBTS(
      OutboxContract.Crashes.class, "whatWasBeingSentWhenItsWorkerDiedMayHaveBeenAcceptedThere"),
  MAKES_DOUBTS_YOUNG(OutboxContract.Crashes.class, "theDoubtIsStillThereWhenTheNextWorkerDiesToo"),
  CHECKS_NO_VERSION(OutboxContract.Crashes.class, "whoCameTooLateChangesNothing"),
  MARKS_NOTHING(OutboxContract.Crashes.class, "whatIsAboutToBeSentIsSaidToBe"),
  THROWS_AT_A_DAMAGED_RECORD(
      OutboxContract.Crashes.class, "aRecordThatCannotBeReadIsSetAsideAndToldAndTheRestIsClaimed"),
  SETTLES_TWICE(OutboxContract.Settling.class, "aClaimIsGivenBackOnce"),
  FORGETS_ROUNDS(OutboxContract.Settling.class, "whatIsPutBackWaitsItsDelayAndKeepsItsHistory"),
  FORGETS_THAT_IT_MAY_BE_THE_SECOND(
      OutboxContract.Retrying.class, "whatHasEndedUnsentWaitsAgainWithAllItsTime"),
  RETRIES_WHAT_WAS_SENT(OutboxContract.Retrying.class, "whatIsLiveSentOrUnknownHereIsLeftAlone"),
  LISTS_THE_YOUNGEST_FIRST(OutboxContract.People.class, "theOldestOfOneStateAreListedFirst"),
  COUNTS_NO_BYTES(OutboxContract.People.class, "whatIsInItIsCounted"),
  PURGES_WHAT_IS_LIVE(OutboxContract.People.class, "whatHasNotEndedIsNeverPurged"),
  PURGES_WHATEVER_THE_AGE(OutboxContract.People.class, "whatHasEndedLongAgoIsPurged"),
  KEEPS_THE_SENT_FOR_EVER(
      OutboxContract.People.class, "whatWasSentIsKnownForTheStatedTimeAndThenNotAnyMore");

  private final Class<?> part;
  private final String test;

  OutboxFlaw(Class<?> part, String test) {
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
