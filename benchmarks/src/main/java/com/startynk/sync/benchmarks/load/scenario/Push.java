package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.Task;
import com.startynk.sync.benchmarks.load.site.Work;
import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** One device's change of a site: a new task, or an edit of one that nobody else edits meanwhile. */
record Push(Site site, Optional<Task> edited, Item item) {

    static Push edit(Site site, Task task) {
        return new Push(site, Optional.of(task), editOf(site, task));
    }

    /** Of all changes so many are edits, unless all tasks are being edited. */
    static Push next(Site site, double editShare) {
        var task = ThreadLocalRandom.current().nextDouble() < editShare
                ? site.tasks().take()
                : Optional.<Task>empty();
        return new Push(site, task, task.map(known -> editOf(site, known)).orElseGet(() -> create(site)));
    }

    private static Item editOf(Site site, Task task) {
        return Item.update("task", task.id(), site.projectId(), task.version(), Work.edit());
    }

    private static Item create(Site site) {
        return Item.create("task", Item.newId(), site.projectId(), Work.newTask());
    }

    /** What became of it, when an answer came; whether it is stored. */
    boolean settle(Outcome outcome, Traffic traffic) {
        var version = outcome.version();
        if (version == null || !outcome.isStored()) {
            traffic.failed(outcome.toString());
            edited.ifPresent(site.tasks()::giveBack);
            return false;
        }
        site.ledger().acknowledged(item.entityId(), version);
        site.tasks().giveBack(new Task(item.entityId(), version));
        return true;
    }

    /** No outcome: a task whose version nobody knows is edited no more. */
    void settleWithout(Answer answer) {
        if (answer.isRefusedForNow()) {
            edited.ifPresent(site.tasks()::giveBack);
        } else {
            site.ledger().unanswered(item.entityId());
        }
    }
}
