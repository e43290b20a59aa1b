package com.startynk.sync.command.merge;

import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.MergeRule;
import org.jspecify.annotations.Nullable;

/** Applies a field's declared merge rule to a contest. */
public final class FieldMerge {

    private FieldMerge() {}

    /**
     * The value that the field has after the merge.
     *
     * @throws IllegalArgumentException for {@link MergeRule#MANUAL}, which no rule but a person decides
     */
    public static @Nullable Object merged(Field field, Contest contest) {
        return switch (field.merge()) {
            case LAST_WRITE -> contest.clientIsLater() ? contest.client() : contest.server();
            case MIN -> ExtremeRule.least(contest.client(), contest.server(), Order.of(field));
            case MAX -> ExtremeRule.greatest(contest.client(), contest.server(), Order.of(field));
            case FURTHEST -> ExtremeRule.greatest(contest.client(), contest.server(), Order.byRank(field.values()));
            case SUM -> SumRule.merged(contest.base(), contest.client(), contest.server());
            case UNION -> UnionRule.merged(contest.base(), contest.client(), contest.server());
            case MERGE_KEYS -> MergeKeysRule.merged(contest);
            case APPEND -> AppendRule.merged(contest.base(), contest.client(), contest.server());
            case CLIENT -> contest.client();
            case SERVER -> contest.server();
            case MANUAL -> throw new IllegalArgumentException("a person decides " + field.name());
        };
    }
}
