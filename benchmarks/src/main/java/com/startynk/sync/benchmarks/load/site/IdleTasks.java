package com.startynk.sync.benchmarks.load.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** Tasks that nobody edits at this moment: whoever takes one is its only editor until he gives it back. */
public final class IdleTasks {

    private final List<Task> tasks = new ArrayList<>();

    /** Any of them; empty when all are being edited. */
    public synchronized Optional<Task> take() {
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(remove(ThreadLocalRandom.current().nextInt(tasks.size())));
    }

    /** A certain one; empty when it is being edited. */
    public synchronized Optional<Task> take(String taskId) {
        for (var i = 0; i < tasks.size(); i++) {
            if (tasks.get(i).id().equals(taskId)) {
                return Optional.of(remove(i));
            }
        }
        return Optional.empty();
    }

    /** Any of them, to look at. */
    public synchronized Optional<Task> any() {
        return tasks.isEmpty()
                ? Optional.empty()
                : Optional.of(tasks.get(ThreadLocalRandom.current().nextInt(tasks.size())));
    }

    /** Puts the last one in its place: the order means nothing, and nothing has to move up. */
    private Task remove(int index) {
        var last = tasks.size() - 1;
        Collections.swap(tasks, index, last);
        return tasks.remove(last);
    }

    public synchronized void giveBack(Task task) {
        tasks.add(task);
    }

    public synchronized List<Task> all() {
        return List.copyOf(tasks);
    }
}
