package com.startynk.sync.query.audit;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import com.startynk.sync.events.session.LoggedIn;
import com.startynk.sync.events.session.LoginRefused;
import com.startynk.sync.events.session.SessionsEnded;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.GenericEventMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SessionAuditTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final String ben = newUser();

    @Test
    void tellsWhoGotInWhoDidNotAndWhoseSessionsWereEndedNewestFirst() {
        happened(new LoginRefused(ben, "phone", "192.0.2.7"));
        happened(new LoggedIn(ben, "phone"));
        happened(new SessionsEnded(ben, null, "LOST_PHONE"), EventMetaData.USER_ID, "admin");

        var lines = lines("userId=" + ben);

        assertThat(lines.stream().map(line -> line.path("type").stringValue()))
                .containsExactly("SESSIONS_ENDED", "LOGGED_IN", "LOGIN_REFUSED");
        assertThat(lines.get(0).path("reason").stringValue()).isEqualTo("LOST_PHONE");
        assertThat(lines.get(0).path("deviceId").isNull()).isTrue();
        assertThat(lines.get(0).path("by").path("userId").stringValue()).isEqualTo("admin");
        assertThat(lines.get(1).path("by").isNull()).isTrue();
        assertThat(lines.get(2).path("network").stringValue()).isEqualTo("192.0.2.7");
    }

    @Test
    void tellsWhichCachePoliciesWereChangedAndByWhom() {
        var type = "type" + newUser().substring(5, 13);
        happened(new CachePolicyChanged(type, 1, "NETWORK_FIRST", 60L, null, null, true), EventMetaData.USER_ID, "ada");
        happened(new CachePolicyReset(type, 2), EventMetaData.USER_ID, "eve");

        var lines = lines("").stream()
                .filter(line -> line.at("/policy/entityType").stringValue("").equals(type))
                .toList();

        assertThat(lines).hasSize(2);
        assertThat(lines.get(0).path("type").stringValue()).isEqualTo("CACHE_POLICY_RESET");
        assertThat(lines.get(0).at("/by/userId").stringValue()).isEqualTo("eve");
        assertThat(lines.get(1).path("type").stringValue()).isEqualTo("CACHE_POLICY_CHANGED");
        assertThat(lines.get(1).at("/by/userId").stringValue()).isEqualTo("ada");
        assertThat(lines.get(1).at("/by/deviceId").stringValue()).isEqualTo("the admin's");
        assertThat(lines.get(1).path("userId").isNull()).isTrue();
        assertThat(lines.get(1).path("policy").toString())
                .isEqualTo("{\"entityType\":\"" + type
                        + "\",\"strategy\":\"NETWORK_FIRST\",\"ttlSeconds\":60,\"encrypt\":true}");
    }

    @Test
    void leadsThroughPagesAlsoWhereOtherEventsLieBetween() {
        var site = new Site(querySide);
        for (var n = 0; n < 5; n++) {
            happened(new LoggedIn(ben, "phone " + n));
            happened(new LoggedIn(newUser(), "phone"));
            site.project();
        }

        var found = new ArrayList<String>();
        var query = "limit=2&userId=" + ben;
        var page = page(query);
        page.path("items").forEach(line -> found.add(line.path("deviceId").stringValue()));
        while (page.path("nextCursor").isString()) {
            page = page(query + "&cursor=" + page.path("nextCursor").stringValue());
            page.path("items").forEach(line -> found.add(line.path("deviceId").stringValue()));
        }

        assertThat(found).containsExactly("phone 4", "phone 3", "phone 2", "phone 1", "phone 0");
    }

    @Test
    void tellsWhatATimeCovers() {
        happened(new LoggedIn(ben, "phone"));
        var at = lines("userId=" + ben).get(0).path("occurredAt").stringValue();

        assertThat(lines("userId=" + ben + "&from=" + at)).hasSize(1);
        assertThat(lines("userId=" + ben + "&to=" + at)).isEmpty();
        assertThat(lines("from=2020-01-01T00:00:00Z&to=2020-01-02T00:00:00Z")).isEmpty();
    }

    @Test
    void isForAdmins() {
        for (var role : List.of(Caller.PROJECT_MANAGER, "WORKER")) {
            assertThat(querySide
                            .get("/api/v1/audit/sessions", caller(newUser(), role))
                            .errorCode())
                    .isEqualTo("FORBIDDEN");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "from=x", "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"})
    void refusesNonsense(String query) {
        assertThat(querySide.get("/api/v1/audit/sessions?" + query, ADMIN).errorCode())
                .isEqualTo("INVALID_INPUT");
    }

    private void happened(Object event, String... metaData) {
        querySide.publish(new GenericEventMessage<>(
                event,
                metaData.length == 0
                        ? Map.of()
                        : Map.of(metaData[0], metaData[1], EventMetaData.DEVICE_ID, "the admin's")));
    }

    private List<JsonNode> lines(String query) {
        return page(query).path("items").valueStream().toList();
    }

    private JsonNode page(String query) {
        return querySide.get("/api/v1/audit/sessions?" + query, ADMIN).json();
    }
}
