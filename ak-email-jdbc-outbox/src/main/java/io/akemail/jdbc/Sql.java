package io.akemail.jdbc;

/**
 * The texts of all statements. A record is live while {@code claimable_at} is not null: that is
 * when it can be claimed next, so one index serves claims and counts however many records have
 * ended. Assignments that look at an old value come before the one that replaces it, since some
 * databases carry them out one by one.
 */
final class Sql {
  /** Contents up to this size come with the claim, larger ones one by one. */
  static final int INLINE = 256 << 10;

  private static final String ENTRY =
      """
      SELECT id, state, added_at, changed_at, due_at, expires_at, attempts, provider,
        provider_message_id, possible_duplicate, doubts, size, detail
      FROM $TABLE
      """;
  private static final String OUTCOME =
      """
        state = ?, attempts = ?, rounds = ?, doubts = ?, provider = ?, provider_message_id = ?,
        possible_duplicate = possible_duplicate + ?, detail = ?
      """;
  private static final String SETTLE =
      """
      UPDATE $TABLE SET
        changed_at = CASE WHEN state = ? THEN changed_at ELSE $NOW END,
        due_at = CASE WHEN expires_at < $NOW + ? THEN expires_at ELSE $NOW + ? END,
        doubts_at = $NOW, claimed = 0,
      """;
  private static final String LATER =
      """
        claimable_at = CASE WHEN expires_at < $NOW + ? THEN expires_at ELSE $NOW + ? END,
      """;
  private static final String END = "claimable_at = NULL, live_key = NULL,\n";
  private static final String HELD = "WHERE id = ? AND version = ? AND claimed = 1";

  private final Table table;

  /** One number: the version of the columns. */
  final String version;

  /** Whichever is sooner: a time, or so long from now. Takes both twice, the time first. */
  private static final String SOONER = "CASE WHEN ? < $NOW + ? THEN ? ELSE $NOW + ? END";

  final String insert;

  final String stateOf;
  final String holderOf;
  final String due;
  final String claim;
  final String content;
  final String damage;
  final String mark;
  final String later;
  final String ended;
  final String sent;
  final String settled;
  final String hasten;
  final String live;
  final String counts;
  final String find;
  final String list;
  final String told;
  final String ofRetry;
  final String retry;
  final String purge;
  final String strays;

  Sql(Table table) {
    this.table = table;
    version = "SELECT version FROM " + table.versions();
    insert =
        text(
            """
            INSERT INTO $TABLE (id, state, live_key, dedupe_key, version, claimed, claimable_at,
              due_at, expires_at, deliver_before, added_at, changed_at, marked_at, doubts_at,
              doubts, possible_duplicate, attempts, rounds, size, detail, content)
            VALUES (?, 'WAITING', ?, ?, 0, 0, $SOONER, $SOONER, $SOONER, ?,
              $NOW, $NOW, 0, $NOW, ?, 0, ?, 0, ?, '', ?)
            """
                + table.dialect().insertEnd);
    stateOf = text("SELECT state FROM $TABLE WHERE id = ?");
    holderOf = text("SELECT id FROM $TABLE WHERE live_key = ?");
    due =
        text(
            """
            SELECT seq, id, version, state, expires_at, marked_at, doubts_at, doubts,
              possible_duplicate, attempts, rounds, provider, size, $NOW AS now_at,
              CASE WHEN size <= $INLINE THEN content END AS content
            FROM $TABLE WHERE claimable_at <= $NOW ORDER BY claimable_at, seq LIMIT ?
            """
                + table.dialect().claimEnd);
    // A mark or settlement since it was read leaves the version as it was, but not the time.
    claim =
        text(
            """
            UPDATE $TABLE SET version = version + 1, claimed = 1, claimable_at = $NOW + ?
            WHERE seq = ? AND version = ? AND claimable_at <= $NOW
            """);
    content = text("SELECT content FROM $TABLE WHERE seq = ?");
    damage =
        text(
            """
            UPDATE $TABLE SET
              possible_duplicate = CASE WHEN state = 'SENDING' THEN possible_duplicate + 1
                ELSE possible_duplicate END,
              state = 'DAMAGED', changed_at = $NOW, detail = ?, claimed = 0,
              claimable_at = NULL, live_key = NULL
            WHERE seq = ? AND version = ?
            """);
    mark =
        text(
            """
            UPDATE $TABLE SET
              marked_at = CASE WHEN state = 'SENDING' AND provider = ? THEN marked_at ELSE $NOW END,
              changed_at = CASE WHEN state = 'SENDING' THEN changed_at ELSE $NOW END,
              doubts_at = $NOW, claimable_at = $NOW + ?,
              state = 'SENDING', provider = ?, attempts = ?, doubts = ?
            """
                + HELD);
    later = text(SETTLE + LATER + OUTCOME + HELD);
    ended = text(SETTLE + END + OUTCOME + HELD);
    sent = text(SETTLE + END + "content = NULL,\n" + OUTCOME + HELD);
    settled =
        text("SELECT seq FROM $TABLE WHERE id = ? AND version = ? AND claimed = 0 AND state = ?");
    hasten =
        text(
            """
            UPDATE $TABLE SET due_at = $NOW, claimable_at = $NOW
            WHERE claimable_at > $NOW AND claimed = 0 AND state = 'WAITING' AND rounds <= ?
            """);
    live =
        text(
            """
            SELECT state, COUNT(*), SUM(size), $NOW - MIN(added_at)
            FROM $TABLE WHERE claimable_at IS NOT NULL GROUP BY state
            """);
    counts = text("SELECT state, COUNT(*) FROM $TABLE GROUP BY state");
    find = text(ENTRY + "WHERE id = ?");
    list = text(ENTRY + "WHERE state = ? ORDER BY added_at, seq LIMIT ?");
    told = text("SELECT doubts, $NOW - doubts_at FROM $TABLE " + HELD);
    ofRetry = text("SELECT state, dedupe_key, doubts, deliver_before FROM $TABLE WHERE id = ?");
    retry =
        text(
            """
            UPDATE $TABLE SET claimed = 0, claimable_at = $NOW, due_at = $NOW, changed_at = $NOW,
              doubts_at = $NOW, expires_at = $SOONER, live_key = ?, state = 'WAITING', rounds = 0,
              doubts = '', possible_duplicate = possible_duplicate + ?, provider = NULL,
              detail = 'waits again because a person said so'
            WHERE id = ? AND state = ?
            """);
    // A table within a table: one database takes no limit in the inner one.
    purge =
        text(
            """
            DELETE FROM $TABLE WHERE seq IN (SELECT seq FROM (
              SELECT seq FROM $TABLE WHERE state = ? AND changed_at <= $NOW - ? LIMIT ?) ended)
            """);
    strays =
        text(
            """
            UPDATE $TABLE SET claimable_at = $NOW
            WHERE state IN ('WAITING', 'SENDING') AND claimable_at IS NULL
            """);
  }

  private String text(String template) {
    return template
        .replace("$TABLE", table.name())
        .replace("$SOONER", SOONER)
        .replace("$NOW", table.dialect().clock)
        .replace("$INLINE", Integer.toString(INLINE));
  }
}
