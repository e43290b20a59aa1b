package com.startynk.sync.query.conflict;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.DetectedConflict;
import com.startynk.sync.events.entity.DetectedConflict.ContestedField;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ConflictListTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final Caller ben = caller(newUser(), "WORKER");
    private final Caller mara = caller(newUser(), Caller.PROJECT_MANAGER);
    private final String project = site.project(ben.userId(), mara.userId());
    private final String task = site.task(project, Map.of("title", "server"));

    @Test
    void listsThoseOfAStatus() {
        var waiting = meet(ConflictResolution.PENDING);
        var decided = meet(ConflictResolution.PENDING);
        var merged = meet(ConflictResolution.MERGED);
        site.by(mara).resolve(task, decided, ConflictResolution.CLIENT, Map.of("title", "client"));

        assertThat(ids("status=PENDING")).containsExactly(waiting.toString());
        assertThat(ids("status=RESOLVED")).containsExactlyInAnyOrder(decided.toString(), merged.toString());
        assertThat(ids("")).hasSize(3);
    }

    @Test
    void leadsThroughPagesWithoutGapOrRepetition() {
        var all = new ArrayList<String>();
        for (var n = 0; n < 5; n++) {
            all.add(meet(ConflictResolution.PENDING).toString());
        }

        var found = new ArrayList<String>();
        var page = list("limit=2", ben);
        found.addAll(ids(page));
        while (page.path("nextCursor").isString()) {
            page = list("limit=2&cursor=" + page.path("nextCursor").asString(), ben);
            found.addAll(ids(page));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void listsAProjectThatIsNamedInUpperCaseToo() {
        var met = meet(ConflictResolution.PENDING);

        assertThat(querySide
                        .get("/api/v1/conflicts?projectId=" + project.toUpperCase(Locale.ROOT), ben)
                        .body())
                .contains(met.toString());
    }

    @Test
    void isForbiddenForProjectsThatOneIsNotInAndWithoutAProjectShowsOnlyOnesOwn() {
        meet(ConflictResolution.PENDING);
        var stranger = caller(newUser(), Caller.PROJECT_MANAGER);

        assertThat(querySide
                        .get("/api/v1/conflicts?projectId=" + project, stranger)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
        assertThat(querySide.get("/api/v1/conflicts", stranger).json().path("items"))
                .isEmpty();
    }

    private UUID meet(ConflictResolution resolution) {
        var conflict = new DetectedConflict(
                UUID.randomUUID(),
                resolution == ConflictResolution.PENDING ? "MANUAL_RESOLVE" : "MERGE",
                resolution,
                List.of(new ContestedField("title", "base", "client", "server", "server")));
        site.by(ben).conflict(task, conflict);
        return conflict.conflictId();
    }

    private List<String> ids(String query) {
        return ids(list(query, ben));
    }

    private static List<String> ids(JsonNode page) {
        return page.path("items")
                .valueStream()
                .map(item -> item.path("conflictId").asString())
                .toList();
    }

    private JsonNode list(String query, Caller reader) {
        return querySide
                .get("/api/v1/conflicts?projectId=" + project + "&" + query, reader)
                .json();
    }
}
