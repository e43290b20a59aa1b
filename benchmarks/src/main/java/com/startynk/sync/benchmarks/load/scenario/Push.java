package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
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

    /** At which it must be acknowledged: its author knows the entity's version, and nobody else moves it. */
    long nextVersion() {
        return edited.map(Task::version).orElse(0L) + 1;
    }

    /** What became of it, when an answer came; whether it is stored. */
    boolean settle(Outcome outcome, Traffic traffic, Faults faults) {
        var version = outcome.version();
        if (version == null || !outcome.isStored()) {
            traffic.failed(outcome.toString());
            edited.ifPresent(site.tasks()::giveBack);
            return false;
        }
        check(version, faults);
        site.ledger().acknowledged(item.entityId(), version);
        site.tasks().giveBack(new Task(item.entityId(), version));
        return true;
    }

    private void check(long version, Faults faults) {
        var what = "entity " + item.entityId() + " should have come to version " + nextVersion()
                + " and was acknowledged at " + version;
        if (version < nextVersion()) {
            faults.lost(what);
        } else if (version > nextVersion()) {
            faults.doubled(what);
        }
    }

    /** No outcome: a task whose version nobody knows is edited no more. */
    void settleWithout(Answer answer) {
        if (answer.mayHaveTakenEffect()) {
            site.ledger().unanswered(item.entityId());
        } else {
            edited.ifPresent(site.tasks()::giveBack);
        }
    }
}
