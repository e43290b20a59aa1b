package com.startynk.sync.query.projection;

import com.startynk.sync.query.activity.EntityTotalRows;
import com.startynk.sync.query.digest.DigestRows;
import com.startynk.sync.query.updates.FeedPositions;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;

/**
 * What is added up from the entities of the read model: digests, the newest places of projects, totals by type. Each is looked at
 * without a lock, and made anew under the lock of the feed's head where it is wrong. Nobody has to be told: it is asked for.
 */
public final class FeedSums {

    private static final int PROJECTS = 100;

    private final DigestRows digests;
    private final FeedPositions positions;
    private final EntityTotalRows totals;
    private final TransactionOperations transactions;

    public FeedSums(
            DigestRows digests, FeedPositions positions, EntityTotalRows totals, TransactionOperations transactions) {
        this.digests = digests;
        this.positions = positions;
        this.totals = totals;
        this.transactions = transactions;
    }

    /** Some projects, by their ids; empty at the end. */
    public List<String> projectsAfter(String projectId) {
        return positions.projectsAfter(projectId, PROJECTS);
    }

    /** Whether something of a project was wrong; it is right now. */
    public boolean correct(String projectId) {
        if (digests.areRight(projectId) && positions.isRight(projectId)) {
            return false;
        }
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            positions.lockHead();
            var wrongDigest = !digests.areRight(projectId);
            if (wrongDigest) {
                digests.remake(projectId);
            }
            var wrongPlace = !positions.isRight(projectId);
            if (wrongPlace) {
                positions.remake(projectId);
            }
            return wrongDigest || wrongPlace;
        }));
    }

    /** The same of the totals, which add up the digests: when those are right. */
    public boolean correctTotals() {
        if (totals.areRight()) {
            return false;
        }
        return Boolean.TRUE.equals(transactions.execute(transaction -> {
            positions.lockHead();
            if (totals.areRight()) {
                return false;
            }
            totals.remake();
            return true;
        }));
    }
}
