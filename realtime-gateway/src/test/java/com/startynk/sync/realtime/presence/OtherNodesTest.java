package com.startynk.sync.realtime.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.realtime.presence.NodeMember.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OtherNodesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T07:00:00Z");
    private static final MemberKey ANNA = new MemberKey("p-1", "anna");
    private static final MemberKey BEN = new MemberKey("p-1", "ben");
    private static final NodeMember ONLINE =
            new NodeMember(List.of(new Device("d", PresenceStatus.ONLINE, false)), NOW);
    private static final NodeMember GONE = new NodeMember(List.of(), NOW);

    private final List<MemberKey> changed = new ArrayList<>();
    private final OtherNodes others = new OtherNodes(Duration.ofSeconds(15), (key, member) -> changed.add(key));

    @Test
    void aNodeThatIsNotKnownHasToBeRead() {
        assertThat(others.missed(changes(3, 4, ANNA, ONLINE), NOW)).isTrue();
        assertThat(changed).isEmpty();
    }

    @Test
    void differencesLeadOnFromTheVersionThatIsKnown() {
        others.read("n", new Snapshot(3, Map.of(ANNA, ONLINE)), NOW);
        assertThat(others.missed(changes(3, 4, BEN, ONLINE), NOW)).isFalse();
        assertThat(others.of(BEN)).containsExactly(ONLINE);
        assertThat(others.missed(changes(4, 5, ANNA, GONE), NOW)).isFalse();
        assertThat(others.of(ANNA)).isEmpty();
    }

    @Test
    void aGapIsNoticedAndFilledByReading() {
        others.read("n", new Snapshot(3, Map.of(ANNA, ONLINE)), NOW);
        assertThat(others.missed(changes(4, 5, BEN, ONLINE), NOW)).isTrue();
        assertThat(others.of(BEN)).isEmpty();

        others.read("n", new Snapshot(5, Map.of(BEN, ONLINE)), NOW);
        assertThat(others.of(ANNA)).isEmpty();
        assertThat(others.of(BEN)).containsExactly(ONLINE);
    }

    @Test
    void whatWasReadBeforeSomethingWasHeardIsTooOld() {
        others.read("n", new Snapshot(3, Map.of()), NOW);
        others.missed(changes(3, 4, ANNA, ONLINE), NOW);
        others.read("n", new Snapshot(3, Map.of()), NOW);
        assertThat(others.missed(changes(2, 3, ANNA, GONE), NOW)).isFalse();
        assertThat(others.of(ANNA)).containsExactly(ONLINE);
    }

    @Test
    void onlyANodeWhoseVersionStandsStillLapses() {
        others.read("n", new Snapshot(3, Map.of(ANNA, ONLINE)), NOW);
        others.lapse(NOW.plusSeconds(14));
        assertThat(others.of(ANNA)).containsExactly(ONLINE);
        others.missed(new NodeChanges("n", 3, 4, Map.of()), NOW.plusSeconds(14));
        others.lapse(NOW.plusSeconds(28));
        assertThat(others.of(ANNA)).containsExactly(ONLINE);
        others.lapse(NOW.plusSeconds(29));
        assertThat(others.of(ANNA)).isEmpty();
        assertThat(changed).containsExactly(ANNA, ANNA);
    }

    @Test
    void aNodeThatLapsedIsBackOnlyByANewerVersion() {
        others.read("n", new Snapshot(3, Map.of(ANNA, ONLINE)), NOW);
        others.lapse(NOW.plusSeconds(15));
        others.read("n", new Snapshot(3, Map.of(ANNA, ONLINE)), NOW.plusSeconds(16));
        assertThat(others.of(ANNA)).isEmpty();

        assertThat(others.missed(changes(3, 4, BEN, ONLINE), NOW.plusSeconds(17)))
                .isTrue();
        others.read("n", new Snapshot(4, Map.of(ANNA, ONLINE, BEN, ONLINE)), NOW.plusSeconds(17));
        assertThat(others.of(ANNA)).containsExactly(ONLINE);
    }

    @Test
    void aNodeThatLapsedIsForgottenInTheEnd() {
        others.read("n", new Snapshot(3, Map.of()), NOW);
        others.lapse(NOW.plusSeconds(15));
        assertThat(others.versions()).containsOnlyKeys("n");
        others.lapse(NOW.plusSeconds(60));
        assertThat(others.versions()).isEmpty();
    }

    private static NodeChanges changes(long from, long to, MemberKey key, NodeMember member) {
        return new NodeChanges("n", from, to, Map.of(key.text(), member));
    }
}
