package com.startynk.sync.query.listing;

import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.EntityRows;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Follows the feed and copies out of its rows what lists find and order them by. It may be behind: lists read what it has not
 * come to from the rows themselves. So the projection never waits for it, and it can begin anew at any time. One thread of the node
 * that projects follows.
 */
public final class Listing {

    private static final Logger log = LoggerFactory.getLogger(Listing.class);

    /** How many entities one transaction copies. */
    static final int PORTION = 250;

    /** How often one entity by itself must fail, with a rest each time, until it is left out. */
    static final int TRIES = 3;

    /** So many are no matter of single entities: then it stands still. */
    private static final int MOST_LEFT_OUT = 1_000;

    private static final int SWEPT_AT_ONCE = 1_000;

    /** A list that has begun may look for copies that have just become rubbish. */
    private static final Duration BEFORE_SWEEPING = Duration.ofSeconds(20);

    private final ListingRows rows;
    private final EntityRows entities;
    private final ListedFields fields;
    private final SearchText text;
    private final TransactionOperations transactions;
    private final Duration beforeSweeping;
    private final String declared;

    private int size = PORTION;

    /** The first entity of the portion in work, and the one that failed last by itself, how often. */
    private @Nullable String trying;

    private @Nullable String failing;
    private int failures;

    /** Numbers of first fields: the one of now, the one that is to be swept for, and the one that has been. */
    private int firstField = -1;

    private int sweeping = -1;
    private int swept = -1;
    private long sweepingSince;

    public Listing(
            ListingRows rows,
            EntityRows entities,
            ListedFields fields,
            SearchText text,
            TransactionOperations transactions) {
        this(rows, entities, fields, text, transactions, BEFORE_SWEEPING);
    }

    Listing(
            ListingRows rows,
            EntityRows entities,
            ListedFields fields,
            SearchText text,
            TransactionOperations transactions,
            Duration beforeSweeping) {
        this.rows = rows;
        this.entities = entities;
        this.fields = fields;
        this.text = text;
        this.transactions = transactions;
        this.beforeSweeping = beforeSweeping;
        this.declared = fields.digest();
    }

    /** Null while the copies are of other declarations than this node's: then they are of no use here. */
    @Nullable ListingHead head() {
        var head = rows.head();
        return isOurs(head) ? head : null;
    }

    private boolean isOurs(ListingHead head) {
        return head.declared().equals(declared);
    }

    /**
     * Fields get numbers that no copy has yet, so what had been copied is found no more, right or wrong. Words are not looked for until
     * all that is there now has been copied.
     */
    void makeAnew() {
        transactions.executeWithoutResult(transaction -> makeAnew(rows.lockHead()));
    }

    private ListingHead makeAnew(ListingHead old) {
        var next = old.nextField();
        var head = new ListingHead(0, declared, next, next + fields.count(), rows.feedHead(), ListingHead.ALL);
        rows.save(head);
        return head;
    }

    /** Has all copies compared with their rows, and put right where they stand: they are good for lists meanwhile. */
    public void compareAgain() {
        transactions.executeWithoutResult(
                transaction -> rows.save(rows.lockHead().comparedTo(0)));
    }

    /**
     * Copies a portion of what is new, or else compares one. Copies of other declarations are begun anew. One entity that cannot be
     * copied is left out in the end.
     *
     * @return whether there may be more to be done
     */
    boolean follow() {
        var wanted = size;
        try {
            var portion = inTransaction(wanted, this::copy);
            size = Math.min(PORTION, 2 * size);
            return portion.rows().size() == wanted;
        } catch (RuntimeException | Error e) {
            size = Math.max(1, wanted / 2);
            var failed = trying;
            if (wanted > 1 || failed == null || !isGivenUp(failed)) {
                throw e;
            }
            inTransaction(wanted, (one, first) -> leaveOut(failed, e, one, first));
            return true;
        }
    }

    private boolean isGivenUp(String failed) {
        failures = failed.equals(failing) ? failures + 1 : 1;
        failing = failed;
        return failures >= TRIES && rows.leftOut() < MOST_LEFT_OUT;
    }

    /** @param after the head when it is done */
    private record Portion(List<EntityRow> rows, ListingHead after) {}

    private interface Work {
        void on(List<EntityRow> rows, int firstField);
    }

    private Portion inTransaction(int atMost, Work work) {
        trying = null;
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var locked = rows.lockHead();
            var head = isOurs(locked) ? locked : makeAnew(locked);
            firstField = head.firstField();
            var portion = next(head, atMost);
            if (!portion.rows().isEmpty()) {
                trying = portion.rows().get(0).entityId();
                work.on(portion.rows(), head.firstField());
            }
            if (!portion.after().equals(head)) {
                rows.save(portion.after());
            }
            return portion;
        }));
    }

    private Portion next(ListingHead head, int atMost) {
        // Read before the rows: whatever stands at or before it is among them.
        var feed = head.isWhole() ? 0 : rows.feedHead();
        var behind = entities.after(head.position(), atMost);
        if (!behind.isEmpty()) {
            return new Portion(behind, head.at(last(behind)));
        }
        if (!head.isWhole()) {
            // What stood at the last places may be there no more.
            return new Portion(behind, head.at(feed));
        }
        if (head.compared() == ListingHead.ALL) {
            return new Portion(behind, head);
        }
        var again = entities.after(head.compared(), atMost);
        return new Portion(again, head.comparedTo(again.size() < atMost ? ListingHead.ALL : last(again)));
    }

    private static long last(List<EntityRow> portion) {
        return portion.get(portion.size() - 1).position();
    }

    /** How many places of the feed are still to be copied. */
    public long behind() {
        return rows.behind();
    }

    /** How many entities could not be copied. */
    public long leftOut() {
        return rows.leftOut();
    }

    private void copy(List<EntityRow> portion, int firstField) {
        copyValues(portion, firstField);
        copyWords(portion, firstField);
        if (rows.leftOut() > 0) {
            rows.takeIn(ids(portion));
        }
    }

    /** It may have moved meanwhile: then there is another now. */
    private void leaveOut(String failed, Throwable reason, List<EntityRow> one, int firstField) {
        if (!ids(one).equals(List.of(failed))) {
            copy(one, firstField);
            return;
        }
        rows.remove(List.copyOf(rows.of(ids(one), firstField)));
        rows.removeWords(ids(one));
        rows.leaveOut(ids(one));
        log.error(
                "{} {} cannot be copied for lists. They read its row; searches do not find it until it changes",
                one.get(0).entityType(),
                failed,
                reason);
    }

    private static List<String> ids(List<EntityRow> portion) {
        return portion.stream().map(EntityRow::entityId).toList();
    }

    private void copyValues(List<EntityRow> portion, int firstField) {
        var gone = rows.of(ids(portion), firstField);
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
        var known = rows.wordDigests(ids(portion));
        var more = new LinkedHashMap<String, String>();
        for (var row : portion) {
            var words = text.of(row, firstField);
            if (!words.isEmpty() && !known.remove(row.entityId(), Sha256.hex(words))) {
                more.put(row.entityId(), words);
            }
        }
        rows.removeWords(known.keySet());
        rows.addWords(more);
    }

    /**
     * Removes some of the copies that nobody finds any more; answers whether there may be others. Whoever has begun anew, and where, it
     * is noticed by the first field's number.
     */
    boolean sweep() {
        if (swept == firstField) {
            return false;
        }
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            var head = rows.lockHead();
            return isOurs(head) && sweep(head.firstField());
        }));
    }

    private boolean sweep(int first) {
        if (sweeping != first) {
            sweeping = first;
            sweepingSince = System.nanoTime();
        }
        if (System.nanoTime() - sweepingSince < beforeSweeping.toNanos()) {
            return false;
        }
        if (rows.sweep(first, SWEPT_AT_ONCE) == SWEPT_AT_ONCE) {
            return true;
        }
        swept = first;
        return false;
    }
}
