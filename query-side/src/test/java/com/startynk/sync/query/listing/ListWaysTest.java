package com.startynk.sync.query.listing;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.listing.EntityListRows.Wanted;
import com.startynk.sync.query.ownership.Sight;
import com.startynk.sync.query.platform.PageCursor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the database does for a list, by its own account. */
class ListWaysTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");
    private final String project = site.project(ada.userId());
    private final EntityType task =
            querySide.bean(EntityCatalog.class).find("task").orElseThrow();
    private final Listing listing = querySide.bean(Listing.class);
    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);
    private final Ways ways = new Ways(listing, querySide.bean(ListingRows.class), querySide.bean(ListedFields.class));

    @Test
    void aFilterIsLookedUp() {
        tasks();
        var selection = selection("status", "DONE");
        var way = ways.choose(task, selection, SortKey.of("-progress", task), null);

        assertThat(way).isInstanceOf(Way.OfValue.class);
        var plan = plan(EntityListRows.listing(new Wanted(selection, SortKey.of("-progress", task), null, 50), way));
        assertThat(plan.get(0)).containsEntry("table", "v").containsEntry("key", "upwards");
        assertThat(Integer.parseInt(plan.get(0).get("rows").toString())).isLessThan(60);
        assertThat(plan.get(1)).containsEntry("table", "e").containsEntry("key", "PRIMARY");
        assertThat(plan).noneMatch(step -> "ALL".equals(step.get("type")) && "e".equals(step.get("table")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"title", "-title", "dueOn", "-dueOn", "status", "-updatedAt", "updatedAt"})
    void anOrderIsReadAndNotMade(String sort) {
        tasks();
        var selection = selection(null, "");
        var key = SortKey.of(sort, task);
        for (var after : java.util.Arrays.asList(null, PageCursor.of("any", null, project))) {
            var way = ways.choose(task, selection, key, after);

            assertThat(way).isInstanceOf(Way.OfOrder.class);
            var plan = plan(EntityListRows.listing(new Wanted(selection, key, after, 50), way));
            assertThat(plan.get(0))
                    .containsEntry("table", "v")
                    .containsEntry("key", key.descending() ? "downwards" : "upwards");
            assertThat(plan.get(0).get("Extra").toString()).doesNotContain("filesort");
            assertThat(plan.get(1)).containsEntry("table", "e").containsEntry("key", "PRIMARY");
        }
    }

    @Test
    void wordsAreLookedUp() {
        tasks();
        var way = ways.words(SearchText.wanted(task, "pour b2", Set.of()), List.of(project));

        var plan = plan(EntityListRows.counting(selection(null, ""), way));
        assertThat(plan.get(0)).containsEntry("type", "fulltext").containsEntry("key", "by_word");
    }

    @Test
    void countsAreThoseOfTheCopies() {
        tasks();
        var selection = selection("status", "DONE");

        var plan = plan(EntityListRows.counting(selection, ways.choose(task, selection, null, null)));
        assertThat(plan.get(0)).containsEntry("table", "v").containsEntry("key", "upwards");
    }

    @Test
    void anOverlongTextLeavesItsOrderToTheRows() {
        var overlong = site.task(project, Map.of("title", "x".repeat(300)));
        caughtUp();
        var key = SortKey.of("title", task);
        assertThat(ways.choose(task, selection(null, ""), key, null)).isInstanceOf(Way.OfRows.class);

        site.change(overlong, Map.of("title", "short"));
        caughtUp();
        assertThat(ways.choose(task, selection(null, ""), key, null)).isInstanceOf(Way.OfOrder.class);
        var from = PageCursor.of("any", "y".repeat(300), overlong);
        assertThat(ways.choose(task, selection(null, ""), key, from)).isInstanceOf(Way.OfRows.class);
    }

    @Test
    void whatIsNotIndexedIsReadFromTheRows() {
        var selection = selection("progress", "4");

        assertThat(ways.choose(task, selection, SortKey.of("notes", task), null))
                .isInstanceOf(Way.OfRows.class);
        assertThat(ways.choose(task, new Selection(sight(), null, List.of()), SortKey.of("title", task), null))
                .isInstanceOf(Way.OfRows.class);
    }

    @Test
    void ofManyTheFewestAreTakenAndOfMostTheRows() {
        tasks();
        var few = new Ways(listing, querySide.bean(ListingRows.class), querySide.bean(ListedFields.class), 10);
        var todo = FieldFilter.of(task.fields().get("status"), "TODO");
        var due = FieldFilter.of(task.fields().get("dueOn"), "2026-11-21");

        for (var filters : List.of(List.of(todo, due), List.of(due, todo), List.of(due))) {
            var way = few.choose(task, new Selection(sight(), List.of(project), filters), null, null);
            assertThat(way)
                    .isInstanceOfSatisfying(
                            Way.OfValue.class,
                            chosen -> assertThat(chosen.value()).isEqualTo(due.key()));
        }
        assertThat(few.choose(task, new Selection(sight(), List.of(project), List.of(todo)), null, null))
                .as("nine of ten")
                .isInstanceOf(Way.OfRows.class);
    }

    private void tasks() {
        site.together(() -> {
            for (var n = 0; n < 200; n++) {
                var status = n % 10 == 0 ? "DONE" : "TODO";
                site.task(project, Map.of("title", "Pour B" + n, "status", status, "dueOn", "2026-11-2" + n % 9));
            }
        });
        caughtUp();
    }

    private Selection selection(@Nullable String field, String value) {
        return new Selection(
                sight(),
                List.of(project),
                field == null ? List.of() : List.of(FieldFilter.of(task.fields().get(field), value)));
    }

    private static Sight sight() {
        return new Sight(List.of("task"), List.of(), UUID.randomUUID().toString());
    }

    /** As a table, which MariaDB does by itself and MySQL when told to. */
    private List<Map<String, Object>> plan(EntityListRows.Statement statement) {
        var version = jdbc.queryForObject("SELECT VERSION()", String.class);
        var explain = version.contains("MariaDB") ? "EXPLAIN " : "EXPLAIN FORMAT=TRADITIONAL ";
        return jdbc.queryForList(explain + statement.sql(), statement.values().toArray());
    }

    private void caughtUp() {
        querySide.settle();
        var head = jdbc.queryForObject("SELECT position FROM feed_head", Long.class);
        await().until(() -> querySide.bean(ListingRows.class).head().position() >= head);
    }
}
