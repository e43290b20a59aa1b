package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.measure.Figures;
import com.startynk.sync.benchmarks.load.measure.Tally;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.SitePlan;
import com.startynk.sync.benchmarks.load.site.Task;
import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Json;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Contested tasks: everybody edits the same few, from what he saw last. Each worker flips a checklist key of his own, which
 * nobody else touches, so it must stand as he set it last, however often the whole task was merged.
 */
final class Hot implements Scenario {

    private static final String PUSH = "push";
    private static final String CONFLICTS = "conflicts";
    private static final int TASKS = 10;
    private static final int PEOPLE = 20;

    @Override
    public Figures run(Bench bench) throws Exception {
        var workers = bench.plan().concurrency();
        var devices = Math.max(bench.plan().size().devices(), workers);
        var site = bench.sites(new SitePlan(1, PEOPLE, devices, TASKS)).first();
        var editors = IntStream.range(0, workers)
                .mapToObj(worker -> new HotEditor(worker, workers, site))
                .toList();
        var measured = bench.closedLoop((worker, tally) -> once(bench, editors.get(worker), tally));
        check(bench, site, editors);
        var requests = measured.tally().latencies(PUSH).count();
        return new Figures()
                .rate("requests_per_s", requests, measured.used().seconds())
                .latencies(PUSH, measured.tally().latencies(PUSH))
                .count(CONFLICTS, measured.tally().sum(CONFLICTS))
                .cpu("request", requests, measured.used());
    }

    private static void once(Bench bench, HotEditor editor, Tally tally) throws InterruptedException {
        var task = ThreadLocalRandom.current().nextInt(TASKS);
        var item = editor.edit(task);
        var start = System.nanoTime();
        var answer = bench.api().post("/api/v1/sync/items", editor.nextDevice(), Json.write(item));
        if (bench.traffic().isGood(answer)) {
            tally.latencies(PUSH).recordSince(start);
            var outcome = answer.as(Outcome.class);
            if (outcome.conflict() != null) {
                tally.add(CONFLICTS, 1);
            }
            editor.answered(task, outcome, bench.faults());
        } else {
            editor.unanswered(task, answer);
        }
    }

    private static void check(Bench bench, Site site, List<HotEditor> editors) throws InterruptedException {
        bench.reconcile(site);
        var tasks = site.tasks().all();
        for (var task = 0; task < tasks.size(); task++) {
            var state = state(bench, site, tasks.get(task));
            for (var editor : editors) {
                editor.compare(task, state, bench.faults());
            }
        }
    }

    private static Outcome.State state(Bench bench, Site site, Task task) {
        var answer = bench.api().get("/api/v1/entities/task/" + task.id(), site.nextDevice());
        return required(answer).as(Entity.class).data();
    }

    private static Answer required(Answer answer) {
        if (!answer.isGood()) {
            throw new NoAnswer("reading a task", answer);
        }
        return answer;
    }

    record Entity(Outcome.State data) {}
}
