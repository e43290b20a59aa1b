package com.startynk.sync.standalone.kill;

import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.standalone.kill.Intent.Name;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What one of the crew does: makes tasks and drops some, edits them and those that everybody edits. */
final class Work {

    private final Site site;
    private final Random random;
    private final Map<String, TaskView> views = new HashMap<>();
    private final List<TaskView> own = new ArrayList<>();
    private final List<Intent> lateParents = new ArrayList<>();

    Work(Site site, Random random) {
        this.site = site;
        this.random = random;
    }

    List<Intent> some() {
        var made = new ArrayList<Intent>();
        for (var n = random.nextInt(5); n >= 0; n--) {
            made.addAll(something(random.nextInt(20)));
        }
        if (!lateParents.isEmpty() && random.nextInt(4) == 0) {
            made.add(lateParents.remove(0));
        }
        return made;
    }

    private List<Intent> something(int dice) {
        return switch (dice) {
            case 0 -> List.of(create(Name.id()));
            case 1 -> List.of(create(Name.local()));
            case 2 -> childBeforeItsParent();
            case 3 ->
                own.size() > 5 ? List.of(own.remove(random.nextInt(own.size())).drop()) : List.of();
            case 4, 5, 6, 7 -> own.isEmpty() ? List.of() : List.of(edit(own.get(random.nextInt(own.size()))));
            default -> List.of(edit(view(new Name(site.anySharedTask(random), null), null)));
        };
    }

    private Intent create(Name name) {
        var project = site.anyProject(random);
        own.add(view(name, project));
        return Intent.create("task", name, project, Map.of("title", "Strip formwork"));
    }

    /** The child is parked until the parent comes, if that is not in the same batch, and its edit behind it. */
    private List<Intent> childBeforeItsParent() {
        var project = site.anyProject(random);
        var parent = Name.local();
        var child = view(Name.local(), project);
        lateParents.add(Intent.create("task", parent, project, Map.of("title", "Quay wall")));
        Map<String, Object> data = Map.of("title", "Reinforce", "parentId", parent.reference());
        return List.of(Intent.create("task", child.name(), project, data), edit(child));
    }

    List<Intent> lateParents() {
        var parents = List.copyOf(lateParents);
        lateParents.clear();
        return parents;
    }

    private Intent edit(TaskView task) {
        return task.add(TaskView.FIELDS.get(random.nextInt(TaskView.FIELDS.size())));
    }

    private TaskView view(Name name, @Nullable String project) {
        return views.computeIfAbsent(name.reference(), any -> new TaskView(name, project));
    }

    void learn(Intent intent, SyncResult answer) {
        var item = intent.item();
        var view = views.get(new Name(item.entityId(), item.localId()).reference());
        if (view != null) {
            view.learn(answer);
        }
    }
}
