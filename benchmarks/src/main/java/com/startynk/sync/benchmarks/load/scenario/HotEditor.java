package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.Task;
import com.startynk.sync.benchmarks.load.site.Work;
import com.startynk.sync.benchmarks.load.wire.Answer;
import com.startynk.sync.benchmarks.load.wire.Device;
import com.startynk.sync.benchmarks.load.wire.Item;
import com.startynk.sync.benchmarks.load.wire.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A worker among those who edit the same tasks, with devices that are his alone: of a device it is taken for granted that it
 * knows its own edits, so one that two workers shared would seem to take back what the other one did.
 */
final class HotEditor {

    private final String key;
    private final Site site;
    private final List<Device> devices;
    private final List<View> views;
    private int turn;

    HotEditor(int worker, int workers, Site site) {
        this.key = "worker-" + worker;
        this.site = site;
        this.devices = IntStream.iterate(worker, next -> next < site.devices().size(), next -> next + workers)
                .mapToObj(site.devices()::get)
                .toList();
        this.views = site.tasks().all().stream().map(View::new).toList();
    }

    Device nextDevice() {
        turn = (turn + 1) % devices.size();
        return devices.get(turn);
    }

    /** Flips the worker's own key, and sets what everybody sets. */
    Item edit(int task) {
        var view = views.get(task);
        view.mine = !view.mine;
        var checklist = new TreeMap<String, Object>(view.checklist);
        checklist.put(key, view.mine);
        var data = new TreeMap<String, Object>(
                Map.of("checklist", checklist, "status", Work.state(), "description", Work.text(4)));
        return Item.update("task", view.taskId, site.projectId(), view.version, data);
    }

    void answered(int task, Outcome outcome, Faults faults) {
        var view = views.get(task);
        var version = outcome.version();
        if (version == null || !outcome.isStored()) {
            faults.lost("an edit of task " + view.taskId + " was answered " + outcome);
            return;
        }
        site.ledger().acknowledged(view.taskId, version);
        view.version = version;
        view.checklist = checklist(outcome.data());
        view.acknowledged = true;
        compare(task, outcome.data(), faults);
    }

    void unanswered(int task, Answer answer) {
        var view = views.get(task);
        if (answer.mayHaveTakenEffect()) {
            view.certain = false;
            site.ledger().unanswered(view.taskId);
        } else {
            view.mine = !view.mine;
        }
    }

    /** Whether the worker's own key stands as he set it last. */
    void compare(int task, Outcome.@Nullable State found, Faults faults) {
        var view = views.get(task);
        var standing = Boolean.valueOf(view.mine).equals(checklist(found).get(key));
        if (view.certain && view.acknowledged && !standing) {
            faults.lost("task " + view.taskId + " should have " + key + " " + view.mine + " and has " + found);
        }
    }

    private static Map<String, Boolean> checklist(Outcome.@Nullable State state) {
        var checklist = state == null ? null : state.checklist();
        return checklist == null ? Map.of() : checklist;
    }

    /** A task as the worker saw it last. */
    private static final class View {

        private final String taskId;
        private long version;
        private Map<String, Boolean> checklist = Map.of();
        private boolean mine;
        private boolean acknowledged;
        private boolean certain = true;

        private View(Task task) {
            this.taskId = task.id();
            this.version = task.version();
        }
    }
}
