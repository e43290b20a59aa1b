package com.startynk.sync.query.updates;

import java.util.List;

/**
 * The feed at the moment of a pull: what stands above {@code head} is told by a later one.
 *
 * @param tombstones which of them may be gone
 * @param standings the reader's projects and those that he was put out of; of an admin only the projects asked for
 */
record Horizon(long head, TombstoneHorizon tombstones, List<Standing> standings) {}
