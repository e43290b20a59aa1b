package com.startynk.sync.query.cachepolicy;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.platform.redis.RedisSubscription;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.platform.DeploymentRows;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.Configuration;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** What becomes of changed policies on the reading side: events in, behaviour out, over MariaDB, Redis and HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CachePoliciesTest {

    private final Caller ada = caller(newUser(), "WORKER");
    private RunningQuerySide querySide;
    private ToldPolicies policies;

    @BeforeAll
    void start() {
        // Else memory would answer, and nobody would fill Redis.
        querySide = RunningQuerySide.start(Map.of("startynk.query.near-cache", "0B"));
        policies = new ToldPolicies(querySide);
    }

    @AfterAll
    void stop() {
        querySide.close();
    }

    @AfterEach
    void takeBack() {
        policies.answer()
                .json()
                .path("changed")
                .forEach(type -> policies.reset(type.path("entityType").stringValue()));
    }

    @Test
    void areAsDeclaredInTheBeginning() {
        var answer = policies.answer();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("items", "version", "changed");
        assertThat(answer.json().path("changed")).isEmpty();
        assertThat(answer.header("ETag"))
                .isEqualTo("\"" + answer.json().path("version").stringValue() + "\"");
        assertThat(answer.header("Cache-Control")).isEqualTo("private, no-cache");
        assertThat(policies.of("task").propertyNames())
                .containsExactly(
                        "entityType", "strategy", "ttlSeconds", "staleSeconds", "maxEntries", "compress", "encrypt");
        assertThat(row("task")).containsEntry("ttl_seconds", 900L).containsEntry("strategy", "CACHE_FIRST");
    }

    @Test
    void whoAsksRightAfterAChangeIsToldOfIt() {
        for (var ttl = 60; ttl < 80; ttl++) {
            policies.change("task", null, (long) ttl, null, null, null);

            assertThat(policies.of("task").path("ttlSeconds").longValue()).isEqualTo(ttl);
        }
        assertThat(policies.of("material").path("ttlSeconds").longValue()).isEqualTo(900);
        assertThat(row("task")).containsEntry("ttl_seconds", 79L);
    }

    @Test
    void everyMemberCanBeOtherThanDeclared() {
        policies.change("task", "STALE_WHILE_REVALIDATE", 60L, 7, true, true);

        assertThat(policies.of("task").toString()).isEqualTo("""
                        {"entityType":"task","strategy":"STALE_WHILE_REVALIDATE","ttlSeconds":60,"staleSeconds":60,\
                        "maxEntries":7,"compress":true,"encrypt":true}""");
        assertThat(policies.answer().json().path("changed").toString()).isEqualTo("""
                        [{"entityType":"task","declared":{"strategy":"CACHE_FIRST","ttlSeconds":900,\
                        "maxEntries":10000,"compress":false,"encrypt":false}}]""");
        assertThat(row("task"))
                .containsEntry("strategy", "STALE_WHILE_REVALIDATE")
                .containsEntry("stale_seconds", 60L)
                .containsEntry("max_entries", 7)
                .containsEntry("encrypt", true);
    }

    @Test
    void aResetGoesBackToWhatIsDeclared() {
        var before = policies.of("task");
        policies.change("task", "NETWORK_FIRST", 60L, null, null, null);
        policies.reset("task");

        assertThat(policies.of("task")).isEqualTo(before);
        assertThat(policies.answer().json().path("changed")).isEmpty();
        assertThat(row("task")).containsEntry("ttl_seconds", 900L).containsEntry("strategy", "CACHE_FIRST");
    }

    @Test
    void whoHasTheVersionNeedNotBeToldAgain() {
        var tag = policies.answer().header("ETag");
        assertThat(policies.answer("If-None-Match", tag).status()).isEqualTo(304);

        policies.change("task", null, 60L, null, null, null);

        var fresh = policies.answer("If-None-Match", tag);
        assertThat(fresh.status()).isEqualTo(200);
        assertThat(fresh.header("ETag")).isNotEqualTo(tag);
        assertThat(policies.answer("If-None-Match", "W/" + fresh.header("ETag")).status())
                .isEqualTo(304);
    }

    @Test
    void readersOfEntitiesAndPullsHearOfAnotherVersion() {
        var site = new Site(querySide);
        var task = site.task(site.project(ada.userId()));
        var path = "/api/v1/entities/task/" + task;
        var before = policies.answer().json().path("version").stringValue();
        assertThat(querySide.get(path, ada).header("X-Cache-Policies")).isEqualTo(before);

        policies.change("payroll", null, 61L, null, null, null);

        var after = policies.answer().json().path("version").stringValue();
        assertThat(after).isNotEqualTo(before);
        assertThat(querySide.get(path, ada).header("X-Cache-Policies")).isEqualTo(after);
        assertThat(querySide.get(path, ada, "If-None-Match", "\"1\"").header("X-Cache-Policies"))
                .isEqualTo(after);
        assertThat(querySide.get("/api/v1/entities/task", ada).header("X-Cache-Policies"))
                .isEqualTo(after);
        assertThat(querySide
                        .get("/api/v1/sync/updates", ada)
                        .json()
                        .path("policiesVersion")
                        .stringValue())
                .isEqualTo(after);
    }

    @Test
    void httpCachesAreToldTheStrategyThatHoldsNow() {
        var site = new Site(querySide);
        var path = "/api/v1/entities/task/" + site.task(site.project(ada.userId()));
        assertThat(querySide.get(path, ada).header("Cache-Control")).isEqualTo("private, max-age=900");

        policies.change("task", "STALE_WHILE_REVALIDATE", 60L, null, null, null);
        policies.settle();
        assertThat(querySide.get(path, ada).header("Cache-Control"))
                .isEqualTo("private, max-age=60, stale-while-revalidate=60");

        policies.change("task", "NETWORK_FIRST", 60L, null, null, null);
        policies.settle();
        assertThat(querySide.get(path, ada).header("Cache-Control")).isEqualTo("private, no-cache");
    }

    @Test
    void copiesInRedisThatWereMadeBeforeAreMadeAnewForTheNewTime() {
        var site = new Site(querySide);
        var task = site.task(site.project(ada.userId()));
        var path = "/api/v1/entities/task/" + task;
        await().until(() -> querySide.get(path, ada).header("X-Cache").equals("HIT"));
        assertThat(secondsInRedis(task)).isGreaterThan(800);

        policies.change("task", null, 60L, null, null, null);
        policies.settle();

        assertThat(querySide.get(path, ada).header("X-Cache")).isEqualTo("MISS");
        await().until(() -> querySide.get(path, ada).header("X-Cache").equals("HIT"));
        assertThat(secondsInRedis(task)).isBetween(1L, 60L);
        site.change(task, Map.of("progress", 5));
        await().until(() -> querySide.get(path, ada).header("X-Cache").equals("HIT"));
        assertThat(secondsInRedis(task)).isBetween(1L, 60L);
    }

    @Test
    void areTheSameAfterAReplay() {
        policies.change("task", null, 60L, null, null, null);
        policies.change("task", null, 61L, null, true, null);
        policies.change("user", "NETWORK_FIRST", null, null, null, null);
        policies.reset("user");
        var before = policies.answer().body();

        replay();
        assertThat(policies.answer().body()).isEqualTo(before);

        querySide.execute("DELETE FROM cache_policy_change");
        await().until(() -> policies.of("task").path("ttlSeconds").longValue() == 900);
        replay();
        await().untilAsserted(() -> assertThat(policies.answer().body()).isEqualTo(before));
    }

    @Test
    void otherNodesAreToldAtOnce() {
        var heard = new LinkedBlockingQueue<String>();
        var channel = "startynk:cache-policies:"
                + querySide.bean(DeploymentRows.class).id();
        var subscription = new RedisSubscription(
                querySide.bean(RedisConnectionFactory.class),
                channel,
                "test",
                message -> heard.add(new String(message, UTF_8)));
        subscription.start();
        try {
            await().until(() -> {
                querySide.bean(StringRedisTemplate.class).convertAndSend(channel, "anybody there?");
                return !heard.isEmpty();
            });
            policies.change("task", null, 60L, null, null, null);

            var version = policies.answer().json().path("version").stringValue();
            await().until(() -> heard.contains(version));
        } finally {
            subscription.stop();
        }
    }

    @Test
    void anOlderChangeThatComesLateIsNoNews() {
        policies.change("task", null, 61L, null, null, null);
        policies.settle();
        var rows = new CachePolicyChangeRows(querySide.bean(JdbcTemplate.class));
        var changes = rows.all().changes();
        var late = CachePolicyChange.of(null, 60L, null, null, null);

        querySide.bean(TransactionOperations.class).executeWithoutResult(work -> rows.save("task", 0, late));

        assertThat(rows.all().byType().get("task").ttlSeconds()).isEqualTo(61);
        assertThat(rows.all().changes()).isEqualTo(changes);
    }

    private void replay() {
        var processor = querySide
                .bean(Configuration.class)
                .eventProcessingConfiguration()
                .eventProcessor(CachePolicyProjection.GROUP, TrackingEventProcessor.class)
                .orElseThrow();
        processor.shutDown();
        processor.resetTokens(source -> null);
        processor.start();
        await().until(() -> processor.processingStatus().values().stream()
                .anyMatch(status -> status.isCaughtUp()
                        && status.getCurrentPosition().orElse(0)
                                >= status.getResetPosition().orElse(0)));
    }

    private Map<String, Object> row(String type) {
        return querySide.bean(JdbcTemplate.class).queryForMap("SELECT * FROM cache_policy WHERE entity_type = ?", type);
    }

    private long secondsInRedis(String task) {
        return Objects.requireNonNull(querySide
                .bean(StringRedisTemplate.class)
                .getExpire("entity:{" + task.charAt(0) + "}:" + task, TimeUnit.SECONDS));
    }
}
