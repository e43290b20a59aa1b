package com.startynk.sync.query.listing;

import static com.startynk.sync.query.Site.newUser;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.listing.EntityListRows.Item;
import com.startynk.sync.query.listing.EntityListRows.Wanted;
import com.startynk.sync.query.ownership.Sight;
import com.startynk.sync.query.platform.PageCursor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Random entities of a type with fields of every kind, and random lists of them: each must be, on every way and at every state of
 * the copies, what a plain look at all rows finds.
 */
class ListModelTest {

    private static final String THING = """
            name: thing
            strategy: SERVER_WINS
            granularity: FIELD
            permissions: {read: all, create: all, update: all, delete: all}
            fields:
              title: {type: text, indexed: true}
              remark: {type: text}
              grade: {type: enum, values: [LOW, MIDDLE, HIGH], indexed: true}
              hours: {type: number, indexed: true}
              rank: {type: integer}
              dueOn: {type: date, indexed: true}
              at: {type: date-time, indexed: true}
              ready: {type: boolean, indexed: true}
              tags: {type: text, list: true, indexed: true}
              marks: {type: number, list: true, indexed: true}
              checks: {type: boolean, list: true, indexed: true}
              ownerId: {type: reference, references: user, indexed: true}
            """;

    private static final String LONG = "ä".repeat(140);
    private static final List<String> TEXTS =
            List.of("", " ", "a", "a ", "A", "ä", "b\"c", "\uFFFD", "\uD83D\uDE00", LONG, LONG + "a", LONG + "b");
    private static final List<Object> NUMBERS =
            List.of(0, -0.0, -1, -1.5, 3, 3.0, 10, 1e300, -1e300, 9007199254740993L);
    private static final List<String> OWNERS =
            List.of(UUID.randomUUID().toString(), UUID.randomUUID().toString());

    private static final int STEPS = 60;
    private static final int LISTS = 60;

    @TempDir
    private static Path types;

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final EntityType type =
            querySide.bean(EntityCatalog.class).find("thing").orElseThrow();
    private final EntityListRows rows = new EntityListRows(querySide.bean(JdbcTemplate.class));
    private final List<String> projects = List.of(site.project(newUser()), site.project(newUser()));
    private final List<String> alive = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(types.resolve("thing.yaml"), THING);
        querySide = RunningQuerySide.start(Map.of(RunningQuerySide.TYPES, types.toString()));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyWayLeadsToWhatAPlainLookFinds(long seed) {
        var random = new Random(seed);
        for (var step = 0; step < STEPS; step++) {
            site.together(() -> {
                for (var n = random.nextInt(6); n >= 0; n--) {
                    work(random);
                }
            });
        }
        querySide.settle();
        if (random.nextBoolean()) {
            querySide.bean(Listing.class).makeAnew();
        }
        for (var n = 0; n < LISTS / 2; n++) {
            check(random, seed);
        }
        await().until(ListModelTest::hasCaughtUp);
        for (var n = 0; n < LISTS / 2; n++) {
            check(random, seed);
        }
    }

    private static boolean hasCaughtUp() {
        return head().position()
                == querySide.bean(JdbcTemplate.class).queryForObject("SELECT position FROM feed_head", Long.class);
    }

    private static ListingHead head() {
        return Objects.requireNonNull(querySide.bean(Listing.class).head());
    }

    private void work(Random random) {
        var choice = alive.isEmpty() ? 0 : random.nextInt(10);
        if (choice < 4) {
            var project = projects.get(random.nextInt(projects.size()));
            alive.add(site.create(UUID.randomUUID().toString(), "thing", project, fields(random, false), null));
        } else if (choice < 9) {
            site.change(alive.get(random.nextInt(alive.size())), fields(random, true));
        } else {
            site.delete(alive.remove(random.nextInt(alive.size())));
        }
    }

    private static Map<String, @Nullable Object> fields(Random random, boolean clears) {
        var fields = new HashMap<String, @Nullable Object>();
        for (var field : List.of("title", "remark", "grade", "hours", "rank", "dueOn", "at", "ready", "ownerId")) {
            if (random.nextBoolean()) {
                fields.put(field, clears && random.nextInt(4) == 0 ? null : value(field, random));
            }
        }
        for (var field : List.of("tags", "marks", "checks")) {
            if (random.nextBoolean()) {
                var list = new ArrayList<>();
                for (var n = random.nextInt(4); n > 0; n--) {
                    list.add(value(field, random));
                }
                fields.put(field, list);
            }
        }
        return fields;
    }

    private static Object value(String field, Random random) {
        return switch (field) {
            case "title", "remark", "tags" -> any(TEXTS, random);
            case "grade" -> any(List.of("LOW", "MIDDLE", "HIGH"), random);
            case "hours", "marks" -> any(NUMBERS, random);
            case "rank" -> random.nextInt(5) - 2;
            case "dueOn" -> "2026-11-0" + (1 + random.nextInt(5));
            case "at" -> "2026-11-23T0" + random.nextInt(3) + ":00:00+0" + random.nextInt(2) + ":00";
            case "ready", "checks" -> random.nextBoolean();
            default -> any(OWNERS, random);
        };
    }

    private static <T> T any(List<T> choices, Random random) {
        return choices.get(random.nextInt(choices.size()));
    }

    private void check(Random random, long seed) {
        var wanted = new Filters(random);
        var named = random.nextBoolean() ? projects.subList(0, 1) : projects;
        var sort = SortKey.of(sort(random), type);
        var selection = new Selection(
                new Sight(List.of("thing"), List.of(), ""),
                named,
                wanted.values.entrySet().stream()
                        .map(filter -> FieldFilter.of(type.fields().get(filter.getKey()), filter.getValue()))
                        .toList());
        var expected = plainly(named, wanted.values, sort);
        for (var way : ways(selection, sort)) {
            assertThat(paged(selection, sort, way, 1 + random.nextInt(20)))
                    .as("seed %d, %s by %s in %s", seed, wanted.values, sort, way)
                    .isEqualTo(expected);
            assertThat(rows.count(selection, way))
                    .as("seed %d, count of %s in %s", seed, wanted.values, way)
                    .isEqualTo(expected.size());
        }
    }

    private final class Filters {

        final Map<String, String> values = new LinkedHashMap<>();

        Filters(Random random) {
            var fields = List.copyOf(type.fields().keySet());
            for (var n = random.nextInt(3); n > 0; n--) {
                var field = any(fields, random);
                values.put(field, value(field, random).toString());
            }
        }
    }

    private @Nullable String sort(Random random) {
        var fields = new ArrayList<>(List.of("", "updatedAt"));
        type.fields().values().stream().filter(field -> !field.isList()).forEach(field -> fields.add(field.name()));
        var name = any(fields, random);
        if (name.isEmpty()) {
            return null;
        }
        return random.nextBoolean() ? name : "-" + name;
    }

    /** All that lead there, and not only the best one. */
    private List<Way> ways(Selection selection, SortKey sort) {
        var fields = querySide.bean(ListedFields.class);
        var listing = querySide.bean(ListingRows.class);
        var ways = new ArrayList<Way>(List.of(new Way.OfRows()));
        var head = head();
        var named = Objects.requireNonNull(selection.projects());
        for (var filter : selection.filters()) {
            var field = fields.number(type, filter.field());
            if (field != null) {
                ways.add(new Way.OfValue(head.firstField() + field, named, filter.key(), head.position()));
            }
        }
        ways.add(new Ways(querySide.bean(Listing.class), listing, fields).choose(type, selection, sort, null));
        var field = fields.number(type, sort.name());
        if (field != null && named.size() == 1 && fields.isInOrder(type, sort.name())) {
            var number = head.firstField() + field;
            var project = named.iterator().next();
            if (!listing.hasOverlong(number, project)) {
                ways.add(new Way.OfOrder(number, project, head.position()));
            }
        }
        return ways;
    }

    private List<String> paged(Selection selection, SortKey sort, Way way, int limit) {
        var ids = new ArrayList<String>();
        PageCursor after = null;
        List<Item> page;
        do {
            page = rows.list(new Wanted(selection, sort, after, limit), way);
            page.forEach(item -> ids.add(item.entity().entityId()));
            if (!page.isEmpty()) {
                var last = page.get(page.size() - 1);
                after = PageCursor.of("any", last.key(), last.entity().entityId());
            }
        } while (page.size() == limit);
        return ids;
    }

    private record Row(String id, String updatedAt, Map<String, @Nullable Object> fields) {}

    private List<String> plainly(List<String> named, Map<String, String> filters, SortKey sort) {
        var json = querySide.bean(StoredFields.class);
        var all = new ArrayList<Row>();
        querySide.bean(JdbcTemplate.class).query("""
                SELECT entity_id, project_id, data, occurred_at FROM synced_entity
                WHERE entity_type = 'thing' AND deleted = FALSE
                """, row -> {
            if (named.contains(row.getString(2))) {
                all.add(new Row(row.getString(1), row.getString(4), json.read(row.getString(3))));
            }
        });
        Comparator<Row> order =
                Comparator.comparing(row -> key(row, sort), Comparator.nullsFirst(ListModelTest::compare));
        if (sort.descending()) {
            order = order.reversed();
        }
        return all.stream()
                .filter(row -> filters.entrySet().stream()
                        .allMatch(
                                filter -> fits(row.fields().get(filter.getKey()), filter.getKey(), filter.getValue())))
                .sorted(order.thenComparing(Row::id))
                .map(Row::id)
                .toList();
    }

    private static boolean fits(@Nullable Object value, String field, String wanted) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(element -> fits(element, field, wanted));
        }
        if (Set.of("hours", "rank", "marks").contains(field)) {
            return value != null && ((Number) value).doubleValue() == Double.parseDouble(wanted);
        }
        return value != null && value.toString().equals(wanted);
    }

    private static @Nullable Object key(Row row, SortKey sort) {
        return switch (sort.kind()) {
            case NONE -> "";
            case TIME -> row.updatedAt();
            case NUMBER, TEXT -> row.fields().get(sort.name());
        };
    }

    private static int compare(Object one, Object other) {
        if (one instanceof Number number) {
            var first = number.doubleValue();
            var second = ((Number) other).doubleValue();
            return first == second ? 0 : Double.compare(first, second);
        }
        Function<Object, byte[]> bytes = any -> any.toString().getBytes(UTF_8);
        return Arrays.compareUnsigned(bytes.apply(one), bytes.apply(other));
    }
}
