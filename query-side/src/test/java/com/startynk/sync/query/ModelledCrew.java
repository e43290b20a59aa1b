package com.startynk.sync.query;

import static com.startynk.sync.query.Site.caller;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.UpdatesPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** People of random projects who work and pull at random, beside a plain model of what each of them may see. */
public final class ModelledCrew {

    private final RunningQuerySide querySide;
    private final Site site;
    private final Random random;
    private final Map<String, Thing> things = new TreeMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final List<String> projects = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();

    public ModelledCrew(RunningQuerySide querySide, Random random) {
        this.querySide = querySide;
        this.site = new Site(querySide);
        this.random = random;
        hire("WORKER", "WORKER", "PAYROLL", "FOREMAN", "ADMIN");
    }

    private record Thing(String type, String project, boolean deleted) {}

    /** Somebody who pulls. */
    public record Person(String userId, boolean admin, Set<String> types, Reader reader) {}

    public Person anybody() {
        return any(people);
    }

    public List<Person> people() {
        return people;
    }

    /** Something happens, or several things in one transaction. */
    public void step() {
        if (random.nextInt(3) == 0) {
            site.together(() -> {
                for (var n = random.nextInt(6); n >= 0; n--) {
                    work();
                }
            });
        } else if (random.nextBoolean()) {
            work();
        }
    }

    private void work() {
        var choice = projects.isEmpty() ? 0 : random.nextInt(20);
        if (choice < 2) {
            var crew = someUsers();
            var project = site.project(crew.toArray(String[]::new));
            projects.add(project);
            members.put(project, crew);
            things.put(project, new Thing("project", project, false));
        } else if (choice < 6) {
            var project = any(projects);
            var crew = someUsers();
            if (!crew.equals(members.get(project)) && !things.get(project).deleted()) {
                site.members(project, crew.toArray(String[]::new));
                members.put(project, crew);
            }
        } else if (choice < 12) {
            var project = any(projects);
            var type = random.nextInt(4) == 0 ? "payroll" : "task";
            var id = site.create(UUID.randomUUID().toString(), type, project, Map.of("title", "new"), null);
            things.put(id, new Thing(type, project, false));
        } else {
            edit(any(List.copyOf(things.keySet())));
        }
    }

    private void edit(String id) {
        var thing = things.get(id);
        if (thing.deleted()) {
            site.revive(id, Map.of("notes", "back"));
            things.put(id, new Thing(thing.type(), thing.project(), false));
        } else if (random.nextInt(3) == 0) {
            site.delete(id);
            things.put(id, new Thing(thing.type(), thing.project(), true));
        } else {
            site.change(id, Map.of("notes", "edit " + random.nextInt()));
        }
    }

    /** Some pages, of some projects or all, with now and then a beginning from nothing. */
    public void pull(Person person) {
        if (random.nextInt(25) == 0) {
            person.reader().from(null);
        }
        var filter = new ArrayList<String>();
        if (random.nextInt(3) == 0 || person.admin()) {
            projects.stream().filter(project -> random.nextBoolean()).forEach(filter::add);
        }
        if (filter.isEmpty() && person.admin()) {
            return;
        }
        person.reader().of(filter).inStepsOf(1 + random.nextInt(12));
        for (var pages = random.nextInt(4); pages > 0; pages--) {
            check(person.reader().page(), 12);
        }
    }

    /** Follows the cursor to its end. */
    public void drain(Person person) {
        var reader = person.reader().of(person.admin() ? projects : List.of());
        var limit = 1 + random.nextInt(20);
        UpdatesPage page;
        do {
            page = reader.inStepsOf(limit).page();
            check(page, limit);
        } while (page.hasMore());
    }

    private static void check(UpdatesPage page, int limit) {
        assertThat(page.changes().size()).isLessThanOrEqualTo(limit);
        assertThat(page.changes()).extracting(Change::entityId).doesNotHaveDuplicates();
        assertThat(page.hasMore() && page.changes().isEmpty()).isFalse();
    }

    /** The versions that a person's device holds. */
    public Map<String, Long> seenBy(Person person) {
        var seen = new TreeMap<String, Long>();
        person.reader().state().forEach((id, change) -> seen.put(id, change.version()));
        return seen;
    }

    /** The versions that a person may see. */
    public Map<String, Long> shownTo(Person person) {
        var shown = new TreeMap<String, Long>();
        things.forEach((id, thing) -> {
            var isIn = person.admin() || members.get(thing.project()).contains(person.userId());
            if (isIn && !thing.deleted() && person.types().contains(thing.type())) {
                shown.put(id, site.version(id));
            }
        });
        return shown;
    }

    private void hire(String... roles) {
        for (var role : roles) {
            var user = Site.newUser();
            var types = switch (role) {
                case "PAYROLL" -> Set.of("project", "payroll");
                case "ADMIN" -> Set.of("project", "payroll", "task");
                default -> Set.of("project", "task");
            };
            people.add(new Person(user, role.equals("ADMIN"), types, new Reader(querySide, caller(user, role))));
        }
    }

    private Set<String> someUsers() {
        var some = new HashSet<String>();
        people.stream().filter(person -> random.nextBoolean()).forEach(person -> some.add(person.userId()));
        return some;
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
