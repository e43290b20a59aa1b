package com.startynk.sync.query.listing;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import com.startynk.sync.query.Site;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Words are looked for in the database's own index, and only in fields that their reader may read. */
class SearchTest {

    private static final String VISIT = """
            name: visit
            strategy: SERVER_WINS
            granularity: FIELD
            permissions: {read: all, create: all, update: all, delete: all, own: {field: workerId, roles: [PAYROLL]}}
            fields:
              workerId: {type: text}
              remark: {type: text, searchable: true}
              labels: {type: text, list: true, searchable: true}
              verdict: {type: text, searchable: true, read: [ADMIN, FOREMAN]}
              diagnosis: {type: text, sensitive: true}
            """;

    @TempDir
    private static Path types;

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");
    private final Caller foreman = caller(newUser(), "FOREMAN");
    private final Caller payroll = caller(newUser(), "PAYROLL");
    private final String project = site.project(ada.userId(), foreman.userId(), payroll.userId());

    @BeforeAll
    static void start() throws IOException {
        Files.writeString(types.resolve("visit.yaml"), VISIT);
        querySide = RunningQuerySide.start(
                Map.of(RunningQuerySide.TYPES, types.toString(), "startynk.limits.device-requests", "1000000"));
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void findsWhatHasAllTheWordsInAnyOfTheFields() {
        site.task(project, Map.of("title", "Pour slab B2", "notes", "before the frost"));
        site.task(project, Map.of("title", "Pour slab B3", "description", "the frost is over"));
        site.task(project, Map.of("title", "Strip slab", "notes", "Залити плиту 打设混凝土"));
        caughtUp();

        assertThat(titles("slab", "")).containsExactlyInAnyOrder("Pour slab B2", "Pour slab B3", "Strip slab");
        assertThat(titles("POUR frost", "")).containsExactlyInAnyOrder("Pour slab B2", "Pour slab B3");
        assertThat(titles("b2 fro", "")).containsExactly("Pour slab B2");
        assertThat(titles("the", "")).as("a stop word elsewhere").hasSize(2);
        assertThat(titles("плиту", "")).containsExactly("Strip slab");
        assertThat(titles("混凝", "")).containsExactly("Strip slab");
        assertThat(titles("crane", "")).isEmpty();
        assertThat(titles("slab", "&sort=-title")).containsExactly("Strip slab", "Pour slab B3", "Pour slab B2");
        assertThat(titles("slab", "&title=Strip%20slab")).containsExactly("Strip slab");
        assertThat(count("/task/count", "slab", ada)).isEqualTo(3);
    }

    @Test
    void followsEditsDeletionsAndRevivals() {
        var task = site.task(project, Map.of("title", "Dig", "notes", "trench"));
        caughtUp();
        assertThat(titles("trench", "")).containsExactly("Dig");

        site.change(task, Map.of("notes", "ditch"));
        caughtUp();
        assertThat(titles("trench", "")).isEmpty();
        assertThat(titles("ditch", "")).containsExactly("Dig");

        site.delete(task);
        caughtUp();
        assertThat(titles("ditch", "")).isEmpty();
        assertThat(count("/task/count", "ditch", ada)).isZero();

        site.revive(task, Map.of("title", "Dig again"));
        caughtUp();
        assertThat(titles("ditch", "")).containsExactly("Dig again");
    }

    @Test
    void leadsThroughAllByPages() {
        site.together(() -> {
            for (var n = 0; n < 45; n++) {
                site.task(project, Map.of("title", "Brick " + n % 7, "progress", n % 4));
            }
        });
        caughtUp();

        for (var sort : List.of("", "&sort=title", "&sort=-progress", "&sort=-updatedAt")) {
            var seen = new ArrayList<String>();
            var cursor = "";
            do {
                var page = search("/task", "brick", "&limit=10" + sort + cursor, ada)
                        .json();
                page.path("items")
                        .forEach(item -> seen.add(item.path("entityId").asString()));
                cursor = page.path("nextCursor").isNull()
                        ? ""
                        : "&cursor=" + page.path("nextCursor").asString();
            } while (!cursor.isEmpty());
            assertThat(seen).as(sort).hasSize(45).doesNotHaveDuplicates();
        }
    }

    @Test
    void findsNothingThatTheReaderMayNotRead() {
        site.create(
                UUID.randomUUID().toString(),
                "visit",
                project,
                Map.of(
                        "remark",
                        "quiet day",
                        "verdict",
                        "negligent",
                        "workerId",
                        "somebody",
                        "labels",
                        List.of("night")),
                null);
        caughtUp();

        assertThat(count("/visit/count", "negligent", foreman)).isEqualTo(1);
        assertThat(count("/visit/count", "quiet negligent night", foreman)).isEqualTo(1);
        assertThat(count("/visit/count", "negligent", ada)).isZero();
        assertThat(count("/visit/count", "quiet negligent", ada)).isZero();
        assertThat(search("/visit", "negligent", "", ada).json().path("items")).isEmpty();
        assertThat(count("/visit/count", "quiet night", ada)).isEqualTo(1);
        assertThat(count("/visit/count", "quiet", payroll))
                .as("another's record")
                .isZero();
        assertThat(search("/payroll/count", "quiet", "", ada).status()).isEqualTo(403);
    }

    @Test
    void countsByNoFieldThatTheReaderMayNotRead() {
        site.create(UUID.randomUUID().toString(), "visit", project, Map.of("verdict", "good"), null);

        var path = "/visit/count?projectId=" + project + "&verdict=good";
        assertThat(get(path, foreman).json().path("count").asInt()).isEqualTo(1);
        assertThat(get(path, ada).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(get(path, payroll).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(get("/visit/count?diagnosis=x", foreman).errorCode()).isEqualTo("INVALID_INPUT");
    }

    @Test
    void countsOnlyOnesOwnWhereOneSeesNoOthers() {
        site.create(UUID.randomUUID().toString(), "visit", project, Map.of("workerId", payroll.userId()), null);
        site.create(UUID.randomUUID().toString(), "visit", project, Map.of("workerId", ada.userId()), null);

        var path = "/visit/count?projectId=" + project;
        assertThat(get(path, payroll).json().path("count").asInt()).isEqualTo(1);
        assertThat(get(path, ada).json().path("count").asInt()).isEqualTo(2);
    }

    @Test
    void copiesNothingSensitive() {
        var secret = "secret" + UUID.randomUUID().toString().replace("-", "");
        site.create(
                UUID.randomUUID().toString(), "visit", project, Map.of("remark", "plain", "diagnosis", secret), null);
        caughtUp();

        var jdbc = querySide.bean(JdbcTemplate.class);
        assertThat(jdbc.queryForList("SELECT words FROM listed_text", String.class))
                .isNotEmpty()
                .noneMatch(words -> words.contains(secret));
        assertThat(jdbc.queryForList("SELECT value FROM listed_value", byte[].class))
                .isNotEmpty()
                .noneMatch(value -> new String(value, StandardCharsets.UTF_8).contains(secret));
    }

    @Test
    void staysInTheProjectsOfTheReader() {
        var word = "w" + UUID.randomUUID().toString().replace("-", "");
        site.task(site.project(), Map.of("title", word));
        caughtUp();

        assertThat(search("/task", word, "", ada).json().path("items")).isEmpty();
        assertThat(get("/task?_text=" + word, ada).json().path("items")).isEmpty();
        assertThat(get("/task?_text=" + word, ADMIN)
                        .json()
                        .at("/errors/0/field")
                        .asString())
                .isEqualTo("projectId");
    }

    @Test
    void findsProjectsOfAll() {
        var name = "harbour" + UUID.randomUUID().toString().replace("-", "");
        var harbour = UUID.randomUUID().toString();
        site.create(harbour, "project", harbour, Map.of("name", name, "memberIds", List.of(ada.userId())), null);
        caughtUp();

        assertThat(get("/project/count?_text=" + name, ADMIN)
                        .json()
                        .path("count")
                        .asInt())
                .isEqualTo(1);
        assertThat(get("/project/count?_text=" + name, ada).json().path("count").asInt())
                .isEqualTo(1);
        assertThat(get("/project/count?_text=" + name, foreman)
                        .json()
                        .path("count")
                        .asInt())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "+-*\"", "\"", "(((", "~<>@", "%", "\uD83D\uDE00", "a b c d e f g h i j k l m"})
    void refusesWhatHasNoWordsOrTooMany(String text) {
        var answer = search("/task", text, "", ada);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").asString()).isEqualTo("_text");
    }

    @Test
    void refusesWhatIsTooLongOrIsNotSearched() {
        assertThat(search("/task", "a".repeat(201), "", ada).errorCode()).isEqualTo("INVALID_INPUT");
        assertThat(search("/task", "a".repeat(200), "", ada).status()).isEqualTo(200);
        assertThat(search("/payroll", "a", "", ADMIN).errorCode()).isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"slab\" -pour", "+slab -(pour", "sl*b", "slab)", "\"slab", "slab ~ <", "@4 slab", "slab'; --"})
    void takesOperatorsForNothing(String text) {
        site.task(project, Map.of("title", "Pour slab B2, 4 sl b"));
        caughtUp();

        assertThat(titles(text, "")).hasSize(1);
    }

    private static void caughtUp() {
        querySide.settle();
        var jdbc = querySide.bean(JdbcTemplate.class);
        var head = jdbc.queryForObject("SELECT position FROM feed_head", Long.class);
        await().until(() -> querySide.bean(ListingRows.class).head().position() >= head);
    }

    private List<String> titles(String text, String query) {
        var titles = new ArrayList<String>();
        search("/task", text, query, ada)
                .json()
                .path("items")
                .forEach(item -> titles.add(item.path("data").path("title").asString()));
        return titles;
    }

    private int count(String path, String text, Caller reader) {
        return search(path, text, "", reader).json().path("count").asInt(-1);
    }

    private Answer search(String path, String text, String query, Caller reader) {
        var encoded = URLEncoder.encode(text, StandardCharsets.UTF_8);
        return get(path + "?projectId=" + project + "&_text=" + encoded + query, reader);
    }

    private static Answer get(String path, Caller reader) {
        return querySide.get("/api/v1/entities" + path, reader);
    }
}
