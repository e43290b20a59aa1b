package com.startynk.sync.query.listing;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.StoredFields;
import com.startynk.sync.query.ownership.Sight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.PreparedStatementSetter;
import org.springframework.transaction.support.TransactionOperations;

/** What is seen between the steps of the job that copies, which is stopped and taken step by step. */
class ListingByHandTest {

    private static final String CRANE = """
            name: crane
            strategy: SERVER_WINS
            granularity: FIELD
            permissions: {read: all, create: all, update: all, delete: all}
            fields:
              name: {type: text, indexed: true}
            """;

    private static RunningQuerySide querySide;

    @TempDir
    private Path types;

    private final Site site = new Site(querySide);
    private final String project = site.project(newUser());
    private final ListingRows rows = querySide.bean(ListingRows.class);
    private final Listing listing = querySide.bean(Listing.class);
    private final JdbcTemplate jdbc = querySide.bean(JdbcTemplate.class);

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
        querySide.bean(ListingFollower.class).stop();
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @BeforeEach
    void upToDate() {
        followToTheEnd(listing);
    }

    @Test
    void searchesWaitForWordsThatAreMadeAnew() {
        site.task(project, Map.of("title", "Pour"));
        followToTheEnd(listing);
        assertThat(countOf("_text=pour")).isEqualTo(1);

        listing.makeAnew();

        for (var path : List.of("/task?", "/task/count?")) {
            var answer = querySide.get("/api/v1/entities" + path + "_text=pour&projectId=" + project, ADMIN);
            assertThat(answer.status()).as(path).isEqualTo(503);
            assertThat(answer.errorCode()).isEqualTo("TEMPORARILY_UNAVAILABLE");
        }
        assertThat(countOf("title=Pour")).isEqualTo(1);

        followToTheEnd(listing);
        assertThat(countOf("_text=pour")).isEqualTo(1);
    }

    @Test
    void wordsAreWholeThoughNothingStandsAtTheLastPlacesAnyMore() {
        site.task(project, Map.of("title", "Pour"));
        followToTheEnd(listing);
        querySide.execute("UPDATE feed_head SET position = position + 3");

        listing.makeAnew();
        followToTheEnd(listing);

        assertThat(countOf("_text=pour")).isEqualTo(1);
        assertThat(listing.behind()).isZero();
    }

    @Test
    void copiesThatAreComparedAgainArePutRightWhileTheyAreRead() {
        var lost = site.task(project, Map.of("title", "Pour"));
        site.task(project, Map.of("title", "Strip"));
        followToTheEnd(listing);
        var before = rows.head();
        querySide.execute("DELETE FROM listed_text WHERE entity_id = ?", lost);
        querySide.execute("DELETE FROM listed_value WHERE entity_id = ?", lost);
        assertThat(countOf("_text=pour")).isZero();

        listing.compareAgain();
        assertThat(countOf("_text=strip")).isEqualTo(1);
        assertThat(rows.head().position()).isEqualTo(before.position());
        followToTheEnd(listing);

        assertThat(countOf("_text=pour")).isEqualTo(1);
        assertThat(countOf("title=Pour")).isEqualTo(1);
        assertThat(rows.head()).isEqualTo(before);
    }

    @Test
    void aNodeThatOnlyStartsLeavesTheCopiesToTheOneThatProjects() throws IOException {
        site.task(project, Map.of("title", "Pour"));
        followToTheEnd(listing);
        var before = rows.head();

        var another = listingWithCranes(Duration.ZERO);
        assertThat(rows.head()).isEqualTo(before);
        assertThat(another.head()).as("of the declarations of the other node").isNull();
        assertThat(waysOf(another).choose(task(), titled("Pour"), null, null)).isInstanceOf(Way.OfRows.class);

        followToTheEnd(another);
        assertThat(another.head()).isNotNull();
        assertThat(listing.head()).isNull();
        assertThat(querySide
                        .get("/api/v1/entities/task?_text=pour&projectId=" + project, ADMIN)
                        .status())
                .isEqualTo(503);
        assertThat(countOf("title=Pour")).isEqualTo(1);

        followToTheEnd(listing);
        assertThat(rows.head().firstField()).as("taken back").isGreaterThan(before.firstField());
        assertThat(countOf("_text=pour")).isEqualTo(1);
    }

    @Test
    void oneEntityThatCannotBeWrittenIsLeftOutAndListedAllTheSame() {
        var tasks = new ArrayList<String>();
        site.together(() -> {
            for (var n = 0; n < 20; n++) {
                tasks.add(site.task(project, Map.of("title", "Pour")));
            }
        });
        querySide.settle();
        var bad = tasks.get(7);
        querySide.execute("CREATE TRIGGER refusal BEFORE INSERT ON listed_text FOR EACH ROW BEGIN IF NEW.entity_id = '"
                + bad + "' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused'; END IF; END");
        try {
            assertThatThrownBy(listing::follow).hasMessageContaining("refused");
            followInSpiteOfFailures();
        } finally {
            querySide.execute("DROP TRIGGER refusal");
        }

        assertThat(listing.leftOut()).isEqualTo(1);
        assertThat(listing.behind()).isZero();
        assertThat(countOf("_text=pour")).isEqualTo(19);
        var way = waysOf(listing).choose(task(), titled("Pour"), null, null);
        assertThat(way).isInstanceOf(Way.OfValue.class);
        assertThat(new EntityListRows(jdbc).count(titled("Pour"), way)).isEqualTo(20);

        listing.compareAgain();
        followToTheEnd(listing);
        assertThat(listing.leftOut()).isZero();
        assertThat(countOf("_text=pour")).isEqualTo(20);
        assertThat(countOf("title=Pour")).isEqualTo(20);
    }

    /** MySQL's full-text index forgets rows of a statement that adds some and changes others. */
    @Test
    void whatIsNewIsFoundBesideWhatHasChangedAndWhatHasNot() {
        var old = site.task(project, Map.of("title", "Pour"));
        var changed = site.task(project, Map.of("title", "Pour"));
        followToTheEnd(listing);
        site.together(() -> {
            site.task(project, Map.of("title", "Pour"));
            site.change(changed, Map.of("title", "Strip"));
            site.change(old, Map.of("status", "DONE"));
            site.task(project, Map.of("title", "Strip"));
        });
        querySide.settle();
        followToTheEnd(listing);

        assertThat(countOf("_text=pour")).isEqualTo(2);
        assertThat(countOf("_text=strip")).isEqualTo(2);
    }

    /** Servers end connections over statements that are too large for them. */
    @Test
    void noStatementHasMoreThanAMillionCharactersOfWords() {
        var statements = new AtomicInteger();
        var mostRows = new AtomicInteger();
        var watched = new JdbcTemplate(Objects.requireNonNull(jdbc.getDataSource())) {
            @Override
            public int update(String sql, @Nullable PreparedStatementSetter values) {
                statements.incrementAndGet();
                mostRows.accumulateAndGet(
                        (int) sql.chars().filter(sign -> sign == '(').count() - 1, Math::max);
                return super.update(sql, values);
            }
        };
        var words = new LinkedHashMap<String, String>();
        for (var n = 0; n < 70; n++) {
            words.put(UUID.randomUUID().toString(), "pour ".repeat(10_000));
        }

        querySide.bean(TransactionOperations.class).executeWithoutResult(transaction -> {
            new ListingRows(watched).addWords(words);
            assertThat(jdbc.queryForObject(
                            "SELECT COUNT(*) FROM listed_text WHERE LENGTH(words) = 50000", Integer.class))
                    .isEqualTo(words.size());
            transaction.setRollbackOnly();
        });

        assertThat(mostRows.get()).isBetween(1, 20);
        assertThat(statements.get()).isBetween(4, 70);
    }

    @Test
    void ofVeryMuchTextTheFirstWordsAreCopied() {
        var text = IntStream.range(0, 60_000).mapToObj(n -> "word" + n).collect(Collectors.joining(" "));
        var id = site.task(project, Map.of("title", "Pour", "notes", text));
        followToTheEnd(listing);

        assertThat(jdbc.queryForObject("SELECT LENGTH(words) FROM listed_text WHERE entity_id = ?", Integer.class, id))
                .isBetween(SearchText.MOST_OF_AN_ENTITY - 100, SearchText.MOST_OF_AN_ENTITY);
        assertThat(countOf("_text=word5")).isEqualTo(1);
    }

    @Test
    void earlierCopiesAreSweptWhoeverHasBegunAnew() {
        site.task(project, Map.of("title", "Pour"));
        var one = listing(querySide.bean(EntityCatalog.class), Duration.ZERO);
        followToTheEnd(one);
        sweepToTheEnd(one);
        assertThat(copiesBefore(rows.head().firstField())).isZero();

        listing.makeAnew();
        followToTheEnd(one);
        assertThat(copiesBefore(rows.head().firstField())).isPositive();
        sweepToTheEnd(one);

        assertThat(copiesBefore(rows.head().firstField())).isZero();
        assertThat(countOf("title=Pour")).isEqualTo(1);
    }

    private void followInSpiteOfFailures() {
        for (var failures = 0; failures < 30; ) {
            try {
                followToTheEnd(listing);
                return;
            } catch (RuntimeException e) {
                assertThat(e).hasMessageContaining("refused");
                failures++;
            }
        }
        throw new AssertionError("it does not come past");
    }

    private static void followToTheEnd(Listing listing) {
        querySide.settle();
        var more = true;
        while (more) {
            more = listing.follow() || listing.behind() > 0;
        }
        // Once more for what is done when nothing is new.
        while (listing.follow()) {
            assertThat(listing.behind()).isZero();
        }
    }

    private static void sweepToTheEnd(Listing listing) {
        while (listing.sweep()) {
            assertThat(listing.head()).isNotNull();
        }
    }

    private Ways waysOf(Listing any) {
        return new Ways(any, rows, querySide.bean(ListedFields.class));
    }

    private static EntityType task() {
        return querySide.bean(EntityCatalog.class).find("task").orElseThrow();
    }

    private Selection titled(String title) {
        return new Selection(
                new Sight(List.of("task"), List.of(), newUser()),
                List.of(project),
                List.of(FieldFilter.of(task().fields().get("title"), title)));
    }

    private Listing listingWithCranes(Duration beforeSweeping) throws IOException {
        Files.writeString(types.resolve("crane.yaml"), CRANE);
        return listing(EntityCatalog.load(types), beforeSweeping);
    }

    private Listing listing(EntityCatalog catalog, Duration beforeSweeping) {
        var json = querySide.bean(StoredFields.class);
        return new Listing(
                rows,
                querySide.bean(EntityRows.class),
                new ListedFields(catalog, json),
                new SearchText(catalog, json),
                querySide.bean(TransactionOperations.class),
                beforeSweeping);
    }

    private int countOf(String query) {
        return querySide
                .get("/api/v1/entities/task/count?" + query + "&projectId=" + project, ADMIN)
                .json()
                .path("count")
                .asInt(-1);
    }

    private int copiesBefore(int field) {
        return jdbc.queryForObject("SELECT COUNT(*) FROM listed_value WHERE field < ?", Integer.class, field);
    }
}
