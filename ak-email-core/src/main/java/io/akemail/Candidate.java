package io.akemail;

import io.akemail.rules.Standing;

/** A provider and where it stood when the snapshot was made. */
record Candidate(Route route, Standing standing) {}
