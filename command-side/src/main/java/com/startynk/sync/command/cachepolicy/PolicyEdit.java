package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.catalog.CachePolicyChange;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an admin wants of a policy.
 *
 * @param set what shall be other than declared from now on
 * @param cleared the members that shall be as declared again
 */
record PolicyEdit(CachePolicyChange set, Set<String> cleared) {

    static final String STRATEGY = "strategy";
    static final String TTL_SECONDS = "ttlSeconds";
    static final String MAX_ENTRIES = "maxEntries";
    static final String COMPRESS = "compress";
    static final String ENCRYPT = "encrypt";

    static final Set<String> MEMBERS = Set.of(STRATEGY, TTL_SECONDS, MAX_ENTRIES, COMPRESS, ENCRYPT);

    /** Everything as it is declared. */
    static final PolicyEdit RESET = new PolicyEdit(CachePolicyChange.NOTHING, MEMBERS);

    PolicyEdit {
        cleared = Set.copyOf(cleared);
    }

    /** What differs from the declaration then. */
    CachePolicyChange after(CachePolicyChange before) {
        return new CachePolicyChange(
                member(STRATEGY, CachePolicyChange::strategy, before),
                member(TTL_SECONDS, CachePolicyChange::ttlSeconds, before),
                member(MAX_ENTRIES, CachePolicyChange::maxEntries, before),
                member(COMPRESS, CachePolicyChange::compress, before),
                member(ENCRYPT, CachePolicyChange::encrypt, before));
    }

    private <T> @Nullable T member(
            String name, Function<CachePolicyChange, @Nullable T> member, CachePolicyChange before) {
        var wanted = member.apply(set);
        if (wanted != null) {
            return wanted;
        }
        return cleared.contains(name) ? null : member.apply(before);
    }
}
