package com.startynk.sync.command.intake;

import com.startynk.sync.command.entity.Outcome;
import com.startynk.sync.platform.limit.Grant;
import com.startynk.sync.platform.limit.MutationAllowance;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Where every mutation comes in, by whatever transport. An answer other than {@code RETRY} means that it is durable. */
final class MutationIntake {

    private final ItemReader reader;
    private final SensitiveItems sensitive;
    private final Lanes lanes;
    private final MutationAllowance allowance;
    private final IntakeMetrics metrics;
    private final IntakeSettings settings;

    MutationIntake(
            ItemReader reader,
            SensitiveItems sensitive,
            Lanes lanes,
            MutationAllowance allowance,
            IntakeMetrics metrics,
            IntakeSettings settings) {
        this.reader = reader;
        this.sensitive = sensitive;
        this.lanes = lanes;
        this.allowance = allowance;
        this.metrics = metrics;
        this.settings = settings;
    }

    /** Answers items in their order; a bad one never fails the rest. */
    List<SyncResult> push(List<JsonNode> items, Caller caller, int requestBytes) {
        var start = metrics.start();
        var grant = allowance.take(caller, items.size());
        var results = grant.mutations() == 0
                ? refuse(items, caller, grant)
                : answer(items, caller, requestBytes > settings.maxItemBytes(), grant);
        metrics.pushed(start, results);
        return Arrays.asList(results);
    }

    /** Costs next to nothing, for it is what those get who send too much. */
    private SyncResult[] refuse(List<JsonNode> items, Caller caller, Grant grant) {
        return items.stream()
                .map(item -> ItemAnswers.of(reader.labels(item, caller), refusal(grant)))
                .toArray(SyncResult[]::new);
    }

    private SyncResult[] answer(List<JsonNode> items, Caller caller, boolean mayBeLarge, Grant grant) {
        var incoming = items.stream()
                .map(item -> reader.read(item, caller, mayBeLarge))
                .toList();
        var results = new SyncResult[incoming.size()];
        var valid = new ArrayList<IncomingItem.Valid>();
        var places = new ArrayList<Integer>();
        for (var n = 0; n < results.length; n++) {
            if (incoming.get(n) instanceof IncomingItem.Invalid refused) {
                results[n] = ItemAnswers.of(refused);
            } else {
                valid.add((IncomingItem.Valid) incoming.get(n));
                places.add(n);
            }
        }
        for (var beyond : last(items.size() - grant.mutations(), valid)) {
            results[places.remove((int) beyond)] = ItemAnswers.of(valid.remove((int) beyond), refusal(grant));
        }
        var answered = decide(sensitive.sealed(valid));
        for (var n = 0; n < answered.size(); n++) {
            results[places.get(n)] = answered.get(n);
        }
        return results;
    }

    /** Those that would be applied last, highest index first: none of the others comes after one of them. */
    private static List<Integer> last(int many, List<IncomingItem.Valid> items) {
        if (many == 0) {
            return List.of();
        }
        var order = BatchOrder.of(items);
        return order.subList(Math.max(0, order.size() - many), order.size()).stream()
                .map(BatchOrder.Placed::index)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static SyncFailure refusal(Grant grant) {
        return Objects.requireNonNull(grant.refusal(), "not all was granted, and nobody says why");
    }

    private List<SyncResult> decide(List<IncomingItem.Valid> items) {
        lanes.lookUp(items.stream().map(IncomingItem.Valid::mutation));
        var outcomes =
                items.stream().map(any -> new CompletableFuture<Outcome>()).toList();
        for (var wave : Waves.of(BatchOrder.of(items), placed -> lanes.laneOf(placed.mutation()))) {
            wave.forEach((lane, placed) -> submit(
                    lane,
                    placed.stream().map(each -> submission(each, outcomes)).toList()));
            wave.values().stream().flatMap(List::stream).forEach(placed -> await(outcomes.get(placed.index())));
        }
        return IntStream.range(0, items.size())
                .mapToObj(n -> result(items.get(n), outcomes.get(n)))
                .toList();
    }

    private static Submission submission(BatchOrder.Placed placed, List<CompletableFuture<Outcome>> outcomes) {
        return new Submission(
                placed.mutation(),
                outcomes.get(placed.index()),
                placed.after().stream().map(outcomes::get).toList());
    }

    private void submit(int lane, List<Submission> submissions) {
        try {
            lanes.submit(lane, submissions);
        } catch (SyncFailure overload) {
            submissions.forEach(submission -> submission.outcome().completeExceptionally(overload));
        }
    }

    /** However it ended: that is asked later. */
    private static void await(CompletableFuture<Outcome> outcome) {
        outcome.handle((decided, failure) -> decided).join();
    }

    private SyncResult result(IncomingItem.Valid item, CompletableFuture<Outcome> outcome) {
        try {
            return ItemAnswers.of(item, sensitive.opened(item.mutation().entityType(), outcome.join()));
        } catch (CompletionException e) {
            if (e.getCause() instanceof SyncFailure failure) {
                return ItemAnswers.of(item, failure);
            }
            throw e;
        }
    }
}
