package com.startynk.sync.query.listing;

import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Follows the feed and copies out of its rows what lists find and order them by. It may be behind: lists read what it has not
 * come to from the rows themselves. So the projection never waits for it, and it can begin anew at any time.
 */
public final class Listing {

    /** How many entities one transaction copies. */
    static final int PORTION = 250;

    private static final int SWEPT_AT_ONCE = 1_000;

    /** A list that has begun may look for copies that have just become rubbish. */
    private static final Duration BEFORE_SWEEPING = Duration.ofSeconds(20);

    private final ListingRows rows;
    private final EntityRows entities;
    private final ListedFields fields;
    private final SearchText text;
    private final TransactionOperations transactions;
    private final String declared;
    private volatile long begunAt = System.nanoTime();
    private volatile boolean swept;

    /** Begins anew where the copies are of other declarations. */
    public Listing(
            ListingRows rows,
            EntityRows entities,
            ListedFields fields,
            SearchText text,
            TransactionOperations transactions) {
        this.rows = rows;
        this.entities = entities;
        this.fields = fields;
        this.text = text;
        this.transactions = transactions;
        this.declared = fields.digest();
        if (head() == null) {
            makeAnew();
        }
    }

    /** Null while the copies are of other declarations than this node's: then they are of no use here. */
    @Nullable ListingHead head() {
        var head = rows.head();
        return head.declared().equals(declared) ? head : null;
    }

    /** Fields get numbers that no copy has yet, so what had been copied is found no more, right or wrong. */
    public void makeAnew() {
        transactions.executeWithoutResult(transaction -> {
            var next = rows.lockHead().nextField();
            rows.save(new ListingHead(0, declared, next, next + fields.count()));
        });
        begunAt = System.nanoTime();
        swept = false;
    }

    /** Copies a portion; answers how many entities it had. */
    int follow() {
        var followed = transactions.execute(transaction -> {
            var head = rows.lockHead();
            if (!head.declared().equals(declared)) {
                return 0;
            }
            var portion = entities.after(head.position(), PORTION);
            if (!portion.isEmpty()) {
                copyValues(portion, head.firstField());
                copyWords(portion, head.firstField());
                var last = portion.get(portion.size() - 1).position();
                rows.save(new ListingHead(last, declared, head.firstField(), head.nextField()));
            }
            return portion.size();
        });
        return followed == null ? 0 : followed;
    }

    /** How many places of the feed are still to be copied. */
    long behind() {
        return rows.behind();
    }

    private void copyValues(List<EntityRow> portion, int firstField) {
        var gone = rows.of(portion.stream().map(EntityRow::entityId).toList(), firstField);
        var more = new HashSet<Listed>();
        portion.forEach(row -> more.addAll(fields.of(row, firstField)));
        var kept = new HashSet<>(gone);
        kept.retainAll(more);
        gone.removeAll(kept);
        more.removeAll(kept);
        rows.remove(List.copyOf(gone));
        rows.add(List.copyOf(more));
    }

    private void copyWords(List<EntityRow> portion, int firstField) {
        var words = new LinkedHashMap<String, String>();
        var without = new ArrayList<String>();
        for (var row : portion) {
            var found = text.of(row, firstField);
            if (found.isEmpty()) {
                without.add(row.entityId());
            } else {
                words.put(row.entityId(), found);
            }
        }
        rows.saveWords(words);
        rows.removeWords(without);
    }

    /** Removes some of the copies that nobody finds any more; answers whether there may be others. */
    boolean sweep() {
        if (swept || System.nanoTime() - begunAt < BEFORE_SWEEPING.toNanos()) {
            return false;
        }
        var some = transactions.execute(transaction -> {
            var head = rows.lockHead();
            return head.declared().equals(declared) ? rows.sweep(head.firstField(), SWEPT_AT_ONCE) : 0;
        });
        swept = some == null || some < SWEPT_AT_ONCE;
        return !swept;
    }
}
