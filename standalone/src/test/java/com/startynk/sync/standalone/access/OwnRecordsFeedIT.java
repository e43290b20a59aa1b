package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.creation;
import static com.startynk.sync.standalone.access.World.deletion;
import static com.startynk.sync.standalone.access.World.edit;
import static com.startynk.sync.standalone.access.World.id;
import static com.startynk.sync.standalone.access.World.push;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever follows his cursor holds what he may see, however records change hands and people come and go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnRecordsFeedIT {

    private static final String TYPE = "timesheet";
    private static final int STEPS = 150;

    private RunningServices services;
    private World world;
    private Random random = new Random(0);
    private String project = "";
    private List<Reader> readers = List.of();
    private final Map<String, Sheet> sheets = new TreeMap<>();
    private final TreeSet<String> members = new TreeSet<>();
    private long projectVersion;

    /** What there is, kept by the test itself. */
    private record Sheet(@Nullable String owner, long version, boolean deleted) {}

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(Path.of("src/test/access-types"));
        world = new World(services);
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endsWithWhatItsReaderMaySee(long seed) throws Exception {
        random = new Random(seed);
        sheets.clear();
        members.clear();
        readers = List.of(
                new Reader("ann", "WORKER"),
                new Reader("bob", "WORKER"),
                new Reader("cid", "WORKER"),
                new Reader("fred", "FOREMAN"));
        readers.forEach(reader -> members.add(reader.person.userId()));
        project = world.project(members.toArray(String[]::new));
        projectVersion = 1;

        for (var step = 0; step < STEPS; step++) {
            change();
            if (random.nextInt(3) == 0) {
                readers.get(random.nextInt(readers.size())).pull(1 + random.nextInt(4));
            }
        }

        for (var reader : readers) {
            while (reader.pull(1 + random.nextInt(20))) {
                // on to the end
            }
            var expected = reader.visible();
            assertThat(reader.copy).as(reader.person.userId()).isEqualTo(expected);
            assertThat(reader.digest())
                    .as("digest of " + reader.person.userId())
                    .isEqualTo(expected);
        }
    }

    /** More of them by {@code -Daccess.seeds=100}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("access.seeds", 6));
    }

    private void change() throws Exception {
        var ids = List.copyOf(sheets.keySet());
        var dice = random.nextInt(20);
        if (ids.isEmpty() || dice < 5) {
            create();
        } else if (dice < 12) {
            write(ids.get(random.nextInt(ids.size())), true);
        } else if (dice < 15) {
            write(ids.get(random.nextInt(ids.size())), false);
        } else if (dice < 17) {
            delete(ids.get(random.nextInt(ids.size())));
        } else {
            comeOrGo();
        }
    }

    private void create() throws Exception {
        var owner = owner();
        var item = creation(TYPE, project, owner == null ? Map.of() : Map.of("workerId", owner));
        push(world.admin(), item);
        sheets.put((String) item.get("entityId"), new Sheet(owner, 1, false));
    }

    /** Gives it to somebody, or leaves it where it is; either brings it back when it was deleted. */
    private void write(String sheet, boolean toAnother) throws Exception {
        var was = sheets.get(sheet);
        var owner = toAnother ? owner() : was.owner();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("notes", id());
        if (toAnother) {
            fields.put("workerId", owner);
        }
        var edit = edit(TYPE, sheet, fields);
        edit.put("baseVersion", was.version());
        push(world.admin(), edit);
        sheets.put(sheet, new Sheet(owner, was.version() + 1, false));
    }

    private void delete(String sheet) throws Exception {
        var was = sheets.get(sheet);
        if (!was.deleted()) {
            var deletion = deletion(TYPE, sheet);
            deletion.put("baseVersion", was.version());
            push(world.admin(), deletion);
            sheets.put(sheet, new Sheet(was.owner(), was.version() + 1, true));
        }
    }

    private @Nullable String owner() {
        var who = random.nextInt(4);
        return who == 3 ? null : readers.get(who).person.userId();
    }

    private void comeOrGo() throws Exception {
        var somebody = readers.get(random.nextInt(readers.size())).person.userId();
        if (!members.remove(somebody)) {
            members.add(somebody);
        }
        var edit = edit("project", project, Map.of("memberIds", List.copyOf(members)));
        edit.put("baseVersion", projectVersion++);
        push(world.admin(), edit);
    }

    /** A device that follows its cursor, of somebody with a copy of the sheets. */
    private final class Reader {

        private final Person person;
        private final boolean seesAll;
        private final Map<String, Long> copy = new TreeMap<>();
        private @Nullable String cursor;

        Reader(String name, String role) {
            this.person = new Person(services, name + "-" + id(), role);
            this.seesAll = role.equals("FOREMAN");
        }

        Map<String, Long> visible() {
            var visible = new TreeMap<String, Long>();
            sheets.forEach((id, sheet) -> {
                if (!sheet.deleted()
                        && members.contains(person.userId())
                        && (seesAll || person.userId().equals(sheet.owner()))) {
                    visible.put(id, sheet.version());
                }
            });
            return visible;
        }

        /** One page; whether there is more. */
        boolean pull(int limit) throws Exception {
            var page = person.onAnotherDevice()
                    .get("/api/v1/sync/updates?limit=" + limit + (cursor == null ? "" : "&cursor=" + cursor))
                    .json();
            for (var change : page.get("changes")) {
                if (change.get("entityType").stringValue().equals(TYPE)) {
                    if (change.get("operation").stringValue().equals("UPSERT")) {
                        copy.put(
                                change.get("entityId").stringValue(),
                                change.get("version").longValue());
                    } else {
                        copy.remove(change.get("entityId").stringValue());
                    }
                }
            }
            cursor = page.get("cursor").stringValue();
            return page.get("hasMore").booleanValue();
        }

        Map<String, Long> digest() throws Exception {
            var held = new TreeMap<String, Long>();
            var answer = person.get("/api/v1/sync/digest?entityType=timesheet&projectIds=" + project);
            for (var line : answer.json().get("items")) {
                held.put(line.get("entityId").stringValue(), line.get("version").longValue());
            }
            return held;
        }
    }
}
