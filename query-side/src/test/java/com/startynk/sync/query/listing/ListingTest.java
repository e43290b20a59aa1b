package com.startynk.sync.query.listing;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Copies come and go with what they are of. */
class ListingTest {

    private static RunningQuerySide querySide;

    private final Site site = new Site(querySide);
    private final String project = site.project(newUser());
    private final ListingRows rows = querySide.bean(ListingRows.class);

    @BeforeAll
    static void start() {
        querySide = RunningQuerySide.start(Map.of());
    }

    @AfterAll
    static void stop() {
        querySide.close();
    }

    @Test
    void earlierCopiesAreSwept() {
        site.task(project, Map.of("title", "Pour"));
        caughtUp();
        querySide.bean(Listing.class).makeAnew();
        caughtUp();
        var first = rows.head().firstField();
        assertThat(copiesBefore(first)).isPositive();

        querySide.bean(TransactionOperations.class).executeWithoutResult(transaction -> {
            assertThat(rows.sweep(first, 1)).isEqualTo(1);
            assertThat(rows.sweep(first, 1_000)).isPositive();
        });

        assertThat(copiesBefore(first)).isZero();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatIsDeletedHasNoCopies() {
        var task = site.task(project, Map.of("title", "Pour"));
        caughtUp();
        assertThat(copiesOf("listed_value", task)).isPositive();
        assertThat(copiesOf("listed_text", task)).isPositive();

        site.delete(task);
        caughtUp();
        assertThat(copiesOf("listed_value", task)).isZero();
        assertThat(copiesOf("listed_text", task)).isZero();
    }

    private int count() {
        return querySide
                .get("/api/v1/entities/task/count?title=Pour&projectId=" + project, ADMIN)
                .json()
                .path("count")
                .asInt(-1);
    }

    private static int copiesBefore(int field) {
        return querySide
                .bean(JdbcTemplate.class)
                .queryForObject("SELECT COUNT(*) FROM listed_value WHERE field < ?", Integer.class, field);
    }

    private static int copiesOf(String table, String entityId) {
        return querySide
                .bean(JdbcTemplate.class)
                .queryForObject(
                        "SELECT COUNT(*) FROM " + table + " WHERE entity_id = ?",
                        Integer.class,
                        UUID.fromString(entityId).toString());
    }

    private void caughtUp() {
        querySide.settle();
        var head = querySide.bean(JdbcTemplate.class).queryForObject("SELECT position FROM feed_head", Long.class);
        await().until(() -> rows.head().position() >= head);
    }
}
