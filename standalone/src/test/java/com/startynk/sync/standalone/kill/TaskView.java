package com.startynk.sync.standalone.kill;

import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.standalone.kill.Intent.Mark;
import com.startynk.sync.standalone.kill.Intent.Name;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task as its device sees it: what the server last told of it, with the device's own edits over that. */
final class TaskView {

    private static final String NOTES = "notes";
    private static final String CHECKLIST = "checklist";
    private static final String ASSIGNEES = "assigneeIds";
    static final List<String> FIELDS = List.of(NOTES, CHECKLIST, ASSIGNEES);

    private final Name name;
    private final @Nullable String project;
    private final Map<String, Set<String>> seen = new LinkedHashMap<>();
    private long version = 1;

    /** @param project as far as the device says it with its edits */
    TaskView(Name name, @Nullable String project) {
        this.name = name;
        this.project = project;
        FIELDS.forEach(field -> seen.put(field, new LinkedHashSet<>()));
    }

    Name name() {
        return name;
    }

    /** Adds something that nobody else adds; the field goes out whole, as applications send it. */
    Intent add(String field) {
        var mark = new Mark(field, UUID.randomUUID().toString());
        seen.get(field).add(mark.value());
        return Intent.update(name, project, version, Map.of(field, whole(field)), mark);
    }

    private Object whole(String field) {
        var values = seen.get(field);
        return switch (field) {
            case NOTES -> String.join("\n", values);
            case CHECKLIST -> {
                var checked = new LinkedHashMap<String, Object>();
                values.forEach(value -> checked.put(value, true));
                yield checked;
            }
            default -> List.copyOf(values);
        };
    }

    Intent drop() {
        return Intent.delete(name, project, version);
    }

    void learn(SyncResult answer) {
        if (answer.version() != null && answer.data() != null && answer.version() > version) {
            version = answer.version();
            FIELDS.forEach(field -> seen.get(field).addAll(marks(answer.data(), field)));
        }
    }

    /** What stands in a field, as often as it stands there. */
    static Collection<String> marks(Map<String, ?> data, String field) {
        var value = data.get(field);
        if (value instanceof String text) {
            return List.of(text.split("\n", -1));
        }
        if (value instanceof Map<?, ?> checked) {
            return checked.keySet().stream().map(Object::toString).toList();
        }
        return value instanceof List<?> list
                ? list.stream().map(Object::toString).toList()
                : List.of();
    }
}
