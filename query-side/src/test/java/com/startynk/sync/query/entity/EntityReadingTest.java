package com.startynk.sync.query.entity;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import com.startynk.sync.query.Site;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityReadingTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");
    private final String project = site.project(ada.userId());

    @Test
    void showsAnEntityAsItIsNow() {
        var task = site.task(project, Map.of("title", "Gießen – 打设 🏗️"));

        var answer = read(task);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.response().headers().allValues("Cache-Control")).containsExactly("private, max-age=900");
        assertThat(answer.header("Vary")).isEqualTo("Authorization");
        assertThat(answer.json().propertyNames())
                .containsExactly("entityType", "entityId", "projectId", "version", "data", "deleted", "updatedAt");
        assertThat(answer.json().path("data").path("title").asString()).isEqualTo("Gießen – 打设 🏗️");
        assertThat(answer.json().path("updatedAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"\"1\";304", "W/\"1\";304", "\"7\", \"1\";304", "*;304", "\"2\";200", "1;200"})
    void takesConditions(String ifNoneMatch, int status) {
        var answer = querySide.get(path(site.task(project)), ada, "If-None-Match", ifNoneMatch);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(answer.header("Cache-Control")).contains("private");
    }

    @Test
    void takesAConditionThatComesInSeveralLines() {
        var answer = querySide.get(path(site.task(project)), ada, "If-None-Match", "\"7\"", "If-None-Match", "\"1\"");

        assertThat(answer.status()).isEqualTo(304);
        assertThat(answer.response().body()).isEmpty();
    }

    @Test
    void saysWhatTheBodyIsAndHowLong() {
        var answer = read(site.task(project, Map.of("title", "Gießen – 打设 🏗️")));

        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Content-Length"))
                .isEqualTo(Integer.toString(answer.response().body().getBytes(UTF_8).length));
    }

    @Test
    void readsAgainOutOfTheCacheAndNeverAnOlderState() {
        var task = site.task(project, Map.of("title", "a", "progress", 0));
        read(task);
        assertThat(read(task).header("X-Cache")).isEqualTo("HIT");

        for (var n = 1; n <= 40; n++) {
            site.change(task, Map.of("progress", n));
            var answer = read(task);
            assertThat(answer.json().path("data").path("progress").intValue()).isEqualTo(n);
            assertThat(answer.header("ETag")).isEqualTo("\"" + (n + 1) + "\"");
        }
        assertThat(read(task).header("X-Cache")).isEqualTo("HIT");
    }

    @Test
    void neverGoesBackInAStormOfReadsAndWrites() throws InterruptedException {
        var task = site.task(project);
        var writing = new AtomicBoolean(true);
        var wentBack = new AtomicBoolean();
        var readers = List.of(1, 2, 3).stream()
                .map(n -> new Thread(() -> {
                    var last = 0L;
                    while (writing.get()) {
                        var version = read(task).json().path("version").longValue();
                        if (version < last) {
                            wentBack.set(true);
                        }
                        last = version;
                    }
                }))
                .toList();
        readers.forEach(Thread::start);
        for (var n = 1; n <= 60; n++) {
            site.change(task, Map.of("progress", n));
        }
        writing.set(false);
        for (var reader : readers) {
            reader.join();
        }

        assertThat(wentBack).isFalse();
        assertThat(read(task).json().path("version").longValue()).isEqualTo(61);
    }

    @Test
    void showsADeletedEntityAsDeleted() {
        var task = site.task(project);
        read(task);
        site.delete(task);

        var json = read(task).json();
        assertThat(json.path("deleted").booleanValue()).isTrue();
        assertThat(json.path("version").longValue()).isEqualTo(2);
        assertThat(json.path("data")).isEmpty();
    }

    @Test
    void showsNothingToWhoMayNotSeeIt() {
        var task = site.task(project);
        read(task);
        read(task);
        var stranger = caller(newUser(), "FOREMAN");

        refused(querySide.get(path(task), stranger, "If-None-Match", "\"1\""), 404, "NOT_FOUND");
        refused(querySide.get(path(task), caller(ada.userId(), "PAYROLL")), 403, "FORBIDDEN");
        refused(querySide.get(path(UUID.randomUUID().toString()), ada), 404, "NOT_FOUND");
        refused(querySide.get("/api/v1/entities/task/not-a-uuid", ada), 404, "NOT_FOUND");
        refused(querySide.get("/api/v1/entities/material/" + task, ada), 404, "NOT_FOUND");
        refused(querySide.get("/api/v1/entities/spaceship/" + task, ada), 404, "UNKNOWN_ENTITY_TYPE");
        assertThat(querySide.get(path(task), ADMIN).status()).isEqualTo(200);
    }

    @Test
    void aMembershipChangeHoldsAtOnce() {
        var task = site.task(project);
        for (var n = 0; n < 10; n++) {
            site.members(project);
            refused(read(task), 404, "NOT_FOUND");
            site.members(project, ada.userId());
            assertThat(read(task).status()).isEqualTo(200);
        }
    }

    private Answer read(String task) {
        return querySide.get(path(task), ada);
    }

    private static String path(String task) {
        return "/api/v1/entities/task/" + task;
    }

    private static void refused(Answer answer, int status, String errorCode) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(errorCode);
    }
}
