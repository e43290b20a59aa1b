package com.startynk.sync.query.updates;

import org.jspecify.annotations.Nullable;

/**
 * How a reader stands to a project.
 *
 * @param granted the place at which he came in; 0 where nobody needs to be let in
 * @param revoked the place at which he was last put out; null while he is in
 * @param lastPosition the place of the project's newest change
 */
record Standing(String projectId, long granted, @Nullable Long revoked, long lastPosition) {}
