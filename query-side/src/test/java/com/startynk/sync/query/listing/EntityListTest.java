package com.startynk.sync.query.listing;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import com.startynk.sync.query.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityListTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");
    private final String project = site.project(ada.userId());

    @Test
    void listsWhatIsReadOneByOneWithoutTheDeleted() {
        var kept = site.task(project);
        site.delete(site.task(project));

        var page = list("").json();
        assertThat(page.path("items")).hasSize(1);
        assertThat(page.path("items").path(0))
                .isEqualTo(querySide.get("/api/v1/entities/task/" + kept, ada).json());
        assertThat(page.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void filtersByFieldsOfEveryKind() {
        var who = UUID.randomUUID().toString();
        site.task(project, Map.of("title", "a", "status", "DONE", "progress", 100, "assigneeIds", List.of(who)));
        site.task(project, Map.of("title", "b", "status", "DONE", "progress", 90));
        site.task(project, Map.of("title", "c ", "status", "TODO", "progress", 100));

        assertThat(titles("&status=DONE")).containsExactlyInAnyOrder("a", "b");
        assertThat(titles("&status=DONE&progress=100")).containsExactly("a");
        assertThat(titles("&progress=1e2")).containsExactlyInAnyOrder("a", "c ");
        assertThat(titles("&assigneeIds=" + who)).containsExactly("a");
        assertThat(titles("&title=c")).isEmpty();
        assertThat(titles("&title=A")).isEmpty();
        assertThat(titles("&title=" + URLEncoder.encode("' OR 1=1 --", StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void tellsApartSignsBeyondTheBasicPlane() {
        var helmet = "\u26D1 \uD83D\uDC77";
        var crane = "\u26D1 \uD83C\uDFD7";
        site.task(project, Map.of("title", helmet, "description", helmet));
        site.task(project, Map.of("title", crane, "description", crane));
        site.task(project, Map.of("title", "\u26D1 ?", "description", "\u26D1 ?"));

        for (var field : List.of("title", "description")) {
            var filter = "&" + field + "=" + URLEncoder.encode(helmet, StandardCharsets.UTF_8);
            assertThat(titles(filter)).as(field).containsExactly(helmet);
            assertThat(titles("&sort=" + field)).as(field).containsExactly("\u26D1 ?", crane, helmet);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&sort=-updatedAt", "&sort=progress", "&sort=-progress", "&sort=title", "&sort=-dueOn"})
    void leadsThroughEqualAndMissingKeysByPages(String sort) {
        site.together(() -> IntStream.range(0, 25).forEach(n -> site.task(project, task(n))));

        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = list("&limit=4" + sort + cursor).json();
            page.path("items").forEach(item -> seen.add(item.path("entityId").asString()));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        var inOne = new ArrayList<String>();
        list(sort)
                .json()
                .path("items")
                .forEach(item -> inOne.add(item.path("entityId").asString()));
        assertThat(seen).isEqualTo(inOne);
    }

    @Test
    void sortsByFieldsAndByTime() {
        for (var title : List.of("b", "a", "c")) {
            var millis = System.currentTimeMillis();
            site.task(
                    project, Map.of("title", title, "progress", title.equals("c") ? 100 : title.equals("a") ? 9 : 10));
            org.awaitility.Awaitility.await().until(() -> System.currentTimeMillis() > millis);
        }

        assertThat(titles("&sort=title")).containsExactly("a", "b", "c");
        assertThat(titles("&sort=-title")).containsExactly("c", "b", "a");
        assertThat(titles("&sort=progress")).containsExactly("a", "b", "c");
        assertThat(titles("&sort=updatedAt")).containsExactly("b", "a", "c");
        assertThat(titles("&sort=-updatedAt")).containsExactly("c", "a", "b");
    }

    @Test
    void withoutAProjectListsAllOfTheReader() {
        var task = site.task(project);
        site.task(site.project());

        var items = querySide.get("/api/v1/entities/task", ada).json().path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("entityId").asString()).isEqualTo(task);
    }

    @Test
    void takesAProjectInUpperCaseToo() {
        var task = site.task(project);

        assertThat(querySide
                        .get("/api/v1/entities/task?projectId=" + project.toUpperCase(Locale.ROOT), ada)
                        .body())
                .contains(task);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "sort=colour", "limit=0", "limit=1001", "limit=x", "progress=many"})
    void refusesByName(String bad) {
        var answer = list("&" + bad);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }

    @Test
    void refusesForeignCursorsAndProjects() {
        assertThat(list("&cursor=garbage").errorCode()).isEqualTo("INVALID_CURSOR");
        assertThat(querySide
                        .get("/api/v1/entities/task?projectId=" + site.project(), ada)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(querySide
                        .get("/api/v1/entities/task?projectId=" + UUID.randomUUID(), ADMIN)
                        .errorCode())
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void countsWhatItLists() {
        site.together(() -> IntStream.range(0, 30).forEach(n -> site.task(project, task(n))));
        site.delete(site.task(project, task(1)));
        site.task(site.project(), task(1));

        for (var query : List.of("", "&progress=1", "&progress=1&title=t1", "&title=none", "&status=DONE")) {
            assertThat(count("?projectId=" + project + query))
                    .as(query)
                    .isEqualTo(titles(query).size());
        }
        assertThat(count("")).as("in all of the reader's projects").isEqualTo(30);
        assertThat(count("?title=t1")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour=red", "progress=many", "sort=title", "limit=5", "cursor=x", "checklist=a"})
    void refusesByNameToCount(String bad) {
        var answer = querySide.get("/api/v1/entities/task/count?" + bad, ada);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("field").asString())
                .isEqualTo(bad.substring(0, bad.indexOf('=')));
    }

    @Test
    void countsNothingThatItDoesNotList() {
        assertThat(querySide
                        .get("/api/v1/entities/task/count?projectId=" + site.project(), ada)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(querySide.get("/api/v1/entities/payroll/count", ada).errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(querySide.get("/api/v1/entities/nothing/count", ada).status())
                .isEqualTo(404);
        site.task(project);
        assertThat(querySide
                        .get("/api/v1/entities/task/count", caller(newUser(), "WORKER"))
                        .body())
                .isEqualTo("{\"count\":0}");
    }

    private int count(String query) {
        return querySide
                .get("/api/v1/entities/task/count" + query, ada)
                .json()
                .path("count")
                .asInt(-1);
    }

    private static Map<String, Object> task(int n) {
        return n % 4 == 0 ? Map.of("title", "t" + n) : Map.of("title", "t" + n, "progress", n % 3);
    }

    private List<String> titles(String query) {
        var titles = new ArrayList<String>();
        list(query)
                .json()
                .path("items")
                .forEach(item -> titles.add(item.path("data").path("title").asString()));
        return titles;
    }

    private Answer list(String query) {
        return querySide.get("/api/v1/entities/task?projectId=" + project + query, ada);
    }
}
