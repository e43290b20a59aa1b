package com.startynk.sync.query.updates;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.RunningQuerySide.Answer;
import com.startynk.sync.query.Site;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdatesHttpTest {

    private static final String CONSISTENCY = "X-Sync-Consistency";

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ada = caller(newUser(), "WORKER");

    @Test
    void answersTheDocumentedMembers() {
        var author = caller("a \"quoted\" \\ author", "WORKER");
        var project = site.by(author).project(ada.userId());
        var task = site.task(project, Map.of("title", "T", "progress", 3));

        var page = pull("{\"entityTypes\":[\"task\"]}").json().path("result").path("data");
        assertThat(page.propertyNames())
                .containsExactly("changes", "cursor", "hasMore", "serverTime", "policiesVersion");
        var change = page.path("changes").path(0);
        assertThat(change.path("occurredAt").asString()).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{3}Z");
        ((tools.jackson.databind.node.ObjectNode) change).remove("occurredAt");
        assertThat(change.path("data").path("progress").intValue()).isEqualTo(3);
        assertThat(change.path("changedBy").path("userId").asString()).isEqualTo(author.userId());
        assertThat(change.path("operation").asString()).isEqualTo("UPSERT");
        assertThat(change.path("entityId").asString()).isEqualTo(task);
        assertThat(change.propertyNames())
                .containsExactly("entityType", "entityId", "projectId", "operation", "version", "data", "changedBy");
    }

    @Test
    void takesProjectIdsInUpperCaseToo() {
        var project = site.project(ada.userId());
        var task = site.task(project);

        assertThat(pull("{\"projectIds\":[\"" + project.toUpperCase(Locale.ROOT) + "\"]}")
                        .body())
                .contains(task);
    }

    @Test
    void sinceBringsWhatWasWrittenThenOrLaterAndNothingFromTheFuture() {
        var project = site.project(ada.userId());
        for (var n = 0; n < 5; n++) {
            var time = Instant.now().toString();
            var task = site.task(project);
            assertThat(pull("{\"since\":\"" + time + "\"}").body()).contains(task);
        }
        var future = Instant.now().plusSeconds(3600).toString();
        assertThat(pull("{\"since\":\"" + future + "\"}")
                        .json()
                        .path("result")
                        .path("data")
                        .path("changes"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"limit\":0};limit",
                "{\"limit\":1001};limit",
                "{\"limit\":1.5};limit",
                "{\"limit\":\"many\"};limit",
                "{\"since\":\"yesterday\"};since",
                "{\"since\":5};since",
                "{\"projectIds\":\"x\"};projectIds",
                "{\"entityTypes\":[5]};entityTypes",
                "{\"cursor\":7};cursor",
                "[];input"
            })
    void refusesNonsenseByName(String input, String field) {
        var answer = pull(input);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").path("data").path("errorCode").asString())
                .isEqualTo("INVALID_INPUT");
        assertThat(answer.body()).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=99999999999999999999, 400, INVALID_INPUT",
        "since=yesterday, 400, INVALID_INPUT",
        "cursor=garbage, 410, INVALID_CURSOR",
        "entityTypes=spaceship, 400, UNKNOWN_ENTITY_TYPE"
    })
    void refusesNonsenseInAUrl(String query, int status, String errorCode) {
        var answer = querySide.get("/api/v1/sync/updates?" + query, ada);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(errorCode);
    }

    @Test
    void takesListsRepeatedOrWithCommas() {
        var project = site.project(ada.userId());
        site.task(project);
        for (var types : new String[] {"entityTypes=task&entityTypes=project", "entityTypes=task,project"}) {
            var page = querySide.get(
                    "/api/v1/sync/updates?projectIds=" + project + "&" + types, ada, CONSISTENCY, "read-your-writes");
            assertThat(page.json().path("changes")).hasSize(2);
        }
    }

    private Answer pull(String input) {
        return querySide.get(
                "/trpc/sync.getUpdates?input=" + URLEncoder.encode(input, StandardCharsets.UTF_8),
                ada,
                CONSISTENCY,
                "read-your-writes");
    }
}
