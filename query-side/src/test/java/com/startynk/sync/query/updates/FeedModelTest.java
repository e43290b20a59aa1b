package com.startynk.sync.query.updates;

import static com.startynk.sync.query.Site.caller;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random work on a few projects, whose members come and go, while readers pull in steps of random size and with random
 * filters. Whatever the interleaving, each reader must end with what a plain model says that he may see.
 */
class FeedModelTest {

    private static final int STEPS = 160;

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Map<String, Thing> things = new TreeMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final List<String> projects = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();

    private record Thing(String type, String project, boolean deleted) {}

    private record Person(String userId, boolean admin, Set<String> types, Reader reader) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyReaderEndsWithWhatHeMaySee(long seed) {
        var random = new Random(seed);
        hire("WORKER", "WORKER", "PAYROLL", "FOREMAN", "ADMIN");
        for (var step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0) {
                site.together(() -> {
                    for (var n = random.nextInt(6); n >= 0; n--) {
                        work(random);
                    }
                });
            } else if (random.nextBoolean()) {
                work(random);
            }
            pull(people.get(random.nextInt(people.size())), random);
        }
        for (var person : people) {
            drain(person.reader().of(person.admin() ? projects : List.of()), 1 + random.nextInt(20));
            assertThat(seenBy(person)).as("%s with seed %d", person, seed).isEqualTo(shownTo(person));
        }
    }

    private void work(Random random) {
        var choice = projects.isEmpty() ? 0 : random.nextInt(20);
        if (choice < 2) {
            var crew = someUsers(random);
            var project = site.project(crew.toArray(String[]::new));
            projects.add(project);
            members.put(project, crew);
            things.put(project, new Thing("project", project, false));
        } else if (choice < 6) {
            var project = any(projects, random);
            var crew = someUsers(random);
            if (!crew.equals(members.get(project)) && !things.get(project).deleted()) {
                site.members(project, crew.toArray(String[]::new));
                members.put(project, crew);
            }
        } else if (choice < 12) {
            var project = any(projects, random);
            var type = random.nextInt(4) == 0 ? "payroll" : "task";
            var id = site.create(UUID.randomUUID().toString(), type, project, Map.of("title", "new"), null);
            things.put(id, new Thing(type, project, false));
        } else {
            edit(any(List.copyOf(things.keySet()), random), random);
        }
    }

    private void edit(String id, Random random) {
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

    private void pull(Person person, Random random) {
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

    private void drain(Reader reader, int limit) {
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

    private Map<String, Long> seenBy(Person person) {
        var seen = new TreeMap<String, Long>();
        person.reader().state().forEach((id, change) -> seen.put(id, change.version()));
        return seen;
    }

    private Map<String, Long> shownTo(Person person) {
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

    private Set<String> someUsers(Random random) {
        var some = new HashSet<String>();
        people.stream().filter(person -> random.nextBoolean()).forEach(person -> some.add(person.userId()));
        return some;
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }
}
