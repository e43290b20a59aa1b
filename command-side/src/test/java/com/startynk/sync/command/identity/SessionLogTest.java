package com.startynk.sync.command.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.identity.RunningLogins.Person;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.session.LoggedIn;
import com.startynk.sync.events.session.LoginRefused;
import com.startynk.sync.events.session.SessionEvent;
import com.startynk.sync.events.session.SessionsEnded;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the event store keeps of logins, refusals and revocations. */
class SessionLogTest {

    private static RunningLogins logins;

    private final Person person = logins.person(Role.WORKER);

    @BeforeAll
    static void start() {
        logins = new RunningLogins();
    }

    @AfterAll
    static void stop() {
        logins.close();
    }

    @Test
    void keepsWhoGotInAndWhoDidNot() {
        logins.login(person, "wrong password", "tablet");
        logins.login(person, person.password(), "phone");

        assertThat(events())
                .containsExactly(
                        new LoginRefused(person.userId(), "tablet", "127.0.0.1"),
                        new LoggedIn(person.userId(), "phone"));
    }

    @Test
    void keepsNoNameThatIsNobodys() {
        var device = "d-" + UUID.randomUUID();
        logins.post("/api/v1/auth/login", RunningLogins.loginOf("my password by mistake", "x", device), null);

        assertThat(all().<Object>map(EventMessage::getPayload)).contains(new LoginRefused(null, device, "127.0.0.1"));
    }

    @Test
    void keepsWhoseSessionsWereEndedAndByWhom() {
        logins.login(person, person.password(), "phone");
        var owner = RunningLogins.minted(person.userId(), "tablet", Role.WORKER);
        logins.delete("/api/v1/auth/devices/phone", owner);
        logins.post(
                "/api/v1/auth/security-events",
                Map.of("userId", person.userId(), "reason", "PHONE_STOLEN"),
                RunningLogins.minted("ada", "adas-laptop", Role.ADMIN));

        assertThat(events())
                .containsExactly(
                        new LoggedIn(person.userId(), "phone"),
                        new SessionsEnded(person.userId(), "phone", "DEVICE_REVOKED"),
                        new SessionsEnded(person.userId(), null, "PHONE_STOLEN"));
        var last = all().reduce((before, after) -> after).orElseThrow();
        assertThat(last.getMetaData())
                .containsEntry(EventMetaData.USER_ID, "ada")
                .containsEntry(EventMetaData.DEVICE_ID, "adas-laptop");
    }

    @Test
    void keepsThatTheServerItselfEndedASession() {
        var first = logins.login(person, person.password(), "phone").text("refreshToken");
        logins.refresh(first);
        logins.refresh(first);

        assertThat(events()).contains(new SessionsEnded(person.userId(), "phone", "TOKEN_REUSED"));
    }

    private List<SessionEvent> events() {
        return all().map(message -> (SessionEvent) message.getPayload())
                .filter(event -> Objects.equals(userId(event), person.userId()))
                .toList();
    }

    private static String userId(SessionEvent event) {
        if (event instanceof LoggedIn in) {
            return in.userId();
        }
        return event instanceof LoginRefused refused ? refused.userId() : ((SessionsEnded) event).userId();
    }

    private static Stream<? extends EventMessage<?>> all() {
        return logins.bean(EventStorageEngine.class).readEvents(null, false);
    }
}
