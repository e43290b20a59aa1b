package com.startynk.sync.realtime.presence;

import java.util.Map;

/**
 * What became of the people of one node; published on Redis.
 *
 * @param node never used again by another process
 * @param from the version that these changes lead on from; {@link #ANEW} when there is nothing to lead on from
 * @param to the version that they lead to
 * @param changes by {@link MemberKey#text()}
 */
record NodeChanges(String node, long from, long to, Map<String, NodeMember> changes) {

    /** Whoever hears this reads everything. */
    static final long ANEW = -1;
}
