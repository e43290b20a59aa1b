package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.BEN;
import static com.startynk.sync.command.entity.Given.MARA;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.TwoSites.BOSS;
import static com.startynk.sync.command.entity.TwoSites.SITE;
import static com.startynk.sync.command.entity.TwoSites.WALL;
import static com.startynk.sync.command.entity.TwoSites.configure;
import static com.startynk.sync.command.entity.TwoSites.send;
import static com.startynk.sync.command.entity.TwoSites.site;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import java.util.List;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A conflict about a door of the first site waits; who may end it, and with what. */
class WhoDecidesConflictsTest {

    private final TwoSites sites = new TwoSites();

    @BeforeEach
    void meetOne() {
        sites.decide(
                door("made", ADA).creating(Map.of("name", "Door")),
                door("first", ADA).setting(Map.of("a", "s")),
                door("late", BEN).setting(Map.of("a", "c")));
        sites.appends().set(0);
    }

    @AfterEach
    void stopAxon() {
        sites.close();
    }

    @Test
    void letsAManagerOfTheProjectDecideAndAnAdmin() {
        sites.decide(edit("members", BOSS)
                .of("project")
                .of(SITE)
                .in(SITE.toString())
                .setting(Map.of("memberIds", List.of("ada", "ben", "mara"))));

        assertThat(decide(decision("late", MARA)).error()).isNull();
        assertThat(decide(decision("late", BOSS)).error()).isEqualTo(ErrorCode.ALREADY_RESOLVED);
    }

    @Test
    void showsAManagerOfOtherProjectsNothing() {
        assertThat(decide(decision("late", MARA)).error()).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(sites.appends()).hasValue(0);
    }

    @Test
    void refusesMembersWhoDoNotManage() {
        assertThat(decide(decision("late", ADA)).error()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(decide(decision("late", BEN)).error()).isEqualTo(ErrorCode.FORBIDDEN);
        assertThat(decide(decision("late", BOSS)).error()).isNull();
    }

    @Test
    void knowsNoConflictOfAnEntityThatIsNotThere() {
        var elsewhere = Given.decision("manualresolve", "late", ConflictResolution.CLIENT, BOSS, Map.of());
        var outcome = sites.decide(group(elsewhere)).get(0);

        assertThat(outcome.error()).isEqualTo(ErrorCode.NOT_FOUND);
    }

    @Test
    void answersInPartWhenADecisionNeedsAPastThatIsStillInTheMaking() {
        for (var n = 0; n <= PendingConflicts.REMEMBERED; n++) {
            sites.decide(door("more " + n, BEN).setting(Map.of("a", "c" + n)));
        }

        var group =
                List.<Intent>of(door("now", ADA).on(2).setting(Map.of("b", "y")).mutation(), decision("late", BOSS));

        assertThat(sites.decide(new ApplyMutations(0, group, false))).hasSize(1);
        assertThat(decide(decision("late", BOSS)))
                .satisfies(decided -> assertThat(decided.error()).isNull())
                .satisfies(decided -> assertThat(decided.version()).isEqualTo(4));
    }

    @Test
    void decidesTheSameFromASnapshot() {
        var engine = new InMemoryEventStorageEngine();
        var first = configure(engine, 3);
        send(first, site("make-site", SITE, List.of("ada", "ben")));
        send(first, door("made", ADA).creating(Map.of("name", "Door")));
        send(first, door("first", ADA).setting(Map.of("a", "s")));
        send(first, door("late", BEN).setting(Map.of("a", "c")));
        await().until(() -> engine.readSnapshot(WALL.toString()).isPresent());
        first.shutdown();

        var second = configure(engine, 3);
        var decided = send(second, group(decision("late", BOSS)));
        second.shutdown();

        assertThat(decided.get(0).error()).isNull();
        assertThat(decided.get(0).version()).isEqualTo(3);
    }

    private Outcome decide(Decision decision) {
        return sites.decide(group(decision)).get(0);
    }

    private static Decision decision(String mutation, Caller by) {
        return new Decision(
                new MutationId(Given.uuid("decision " + mutation)),
                "decision",
                Given.uuid("conflict " + mutation),
                ConflictResolution.CLIENT,
                "manualresolve",
                WALL,
                SITE.toString(),
                Map.of(),
                Given.LATER,
                by);
    }

    private static Given.Edit door(String mutation, Caller by) {
        return edit(mutation, by).of("manualresolve").of(WALL).in(SITE.toString());
    }
}
