package com.startynk.sync.command.release;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.command.intake.ItemAnswers;
import com.startynk.sync.command.intake.SensitiveItems;
import com.startynk.sync.command.parking.ParkingRows;
import com.startynk.sync.events.parking.ParkedItem;
import com.startynk.sync.platform.limit.MutationAllowance;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.RetryResult;
import com.startynk.sync.protocol.push.SyncResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Has a device's dead letters tried again. */
final class RetryRequests {

    /** As of a batch. */
    private static final int MOST_AT_ONCE = 500;

    private final ParkingRows rows;
    private final Releases releases;
    private final SensitiveItems sensitive;
    private final MutationAllowance allowance;

    RetryRequests(ParkingRows rows, Releases releases, SensitiveItems sensitive, MutationAllowance allowance) {
        this.sensitive = sensitive;
        this.rows = rows;
        this.releases = releases;
        this.allowance = allowance;
    }

    /**
     * Tries them with what their author may do today.
     *
     * @param input {@code mutationIds}; absent for all of this device's
     */
    RetryResult retry(JsonNode input, Caller caller) {
        var wanted = mutationIds(input);
        var items = rows.refusedOf(caller.userId(), caller.deviceId()).stream()
                .filter(item ->
                        wanted == null || wanted.contains(item.mutationId().toString()))
                .toList();
        var attempts = allowed(items, caller).stream()
                .map(item -> releases.attempt(Mutation.of(item, caller)))
                .toList();
        var results = new ArrayList<SyncResult>(attempts.size());
        for (var n = 0; n < attempts.size(); n++) {
            results.add(result(items.get(n), attempts.get(n)));
        }
        return new RetryResult(results.size(), results);
    }

    /** Each counts as a mutation: the oldest of them as many as may be tried now, all the others with another call. */
    private List<ParkedItem> allowed(List<ParkedItem> items, Caller caller) {
        if (items.isEmpty()) {
            return items;
        }
        var grant = allowance.take(caller, Math.min(items.size(), MOST_AT_ONCE));
        if (grant.mutations() == 0 && grant.refusal() != null) {
            throw grant.refusal();
        }
        return items.subList(0, grant.mutations());
    }

    private SyncResult result(ParkedItem item, CompletableFuture<Outcome> outcome) {
        try {
            return ItemAnswers.of(item, sensitive.opened(item.entityType(), outcome.join()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof SyncFailure failure) {
                return ItemAnswers.of(item, failure);
            }
            throw e;
        }
    }

    private static @Nullable Set<String> mutationIds(JsonNode input) {
        if (!input.isObject() && !input.isNull() && !input.isMissingNode()) {
            throw SyncFailure.invalid("", "must be an object");
        }
        var ids = input.path("mutationIds");
        if (ids.isMissingNode() || ids.isNull()) {
            return null;
        }
        if (!ids.isArray()) {
            throw SyncFailure.invalid("mutationIds", "must be a list of mutation ids");
        }
        var wanted = new HashSet<String>();
        for (var id : ids) {
            if (!id.isString()) {
                throw SyncFailure.invalid("mutationIds", "must be a list of mutation ids");
            }
            wanted.add(id.stringValue().toLowerCase(Locale.ROOT));
        }
        return wanted;
    }
}
