package com.startynk.sync.query.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesCursor.Mark;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tombstones at or below place 100 are gone, in the third generation. */
class TombstoneHorizonTest {

    private static final String QUAY = "7d0e0000-0000-4000-8000-000000000001";
    private static final UUID AN_ENTITY = UUID.fromString("5b1c0000-0000-4000-8000-000000000001");

    private final TombstoneHorizon horizon = new TombstoneHorizon(100, 3);

    @Test
    void refusesWhoHadNotBeenToldOfThem() {
        assertThat(refuses(cursor(Mark.at(99), 0, 2))).isTrue();
        assertThat(refuses(cursor(Mark.at(0), 0, 0))).isTrue();
    }

    @Test
    void letsGoOnWhoHadBeenToldOfAll() {
        assertThat(refuses(cursor(Mark.at(100), 0, 2))).isFalse();
        assertThat(refuses(cursor(new Mark(250, AN_ENTITY), 0, 0))).isFalse();
    }

    @Test
    void judgesACursorOnceInEachGeneration() {
        assertThat(refuses(cursor(Mark.at(5), 0, 3))).isFalse();
        assertThat(refuses(cursor(Mark.at(5), 0, 2))).isTrue();
    }

    @Test
    void letsGoOnWhoBeganFromNothingWhenTheyWereTombstonesAlready() {
        assertThat(refuses(cursor(new Mark(5, AN_ENTITY), 120, 2))).isFalse();
        assertThat(refuses(cursor(new Mark(5, AN_ENTITY), 80, 2))).isTrue();
    }

    @Test
    void judgesTheMarkOfEveryProject() {
        assertThat(refuses(cursor(Mark.at(500), Map.of(QUAY, Mark.at(99)), 400, 2)))
                .isTrue();
        assertThat(refuses(cursor(null, Map.of(QUAY, Mark.at(99)), 0, 2))).isTrue();
        assertThat(refuses(cursor(null, Map.of(QUAY, Mark.at(100)), 0, 2))).isFalse();
    }

    /** He may have come from before the tombstones: at a grant's place they are told by id, among all the rest. */
    @Test
    void refusesWhoIsInTheMiddleOfWhatHeIsToldAtAGrantOrALoss() {
        var granted = List.of(new Standing(QUAY, 300, null, 400));
        var lost = List.of(new Standing(QUAY, 120, 300L, 400));
        var amid = cursor(new Mark(300, AN_ENTITY), 0, 2);
        assertThat(horizon.refuses(amid, granted)).isTrue();
        assertThat(horizon.refuses(amid, lost)).isTrue();
        assertThat(horizon.refuses(cursor(Mark.at(300), 0, 2), granted)).isFalse();
        assertThat(horizon.refuses(cursor(new Mark(301, AN_ENTITY), 0, 2), granted))
                .isFalse();
        assertThat(horizon.refuses(cursor(new Mark(300, AN_ENTITY), 310, 2), granted))
                .as("began from nothing")
                .isFalse();
    }

    @Test
    void refusesNobodyBeforeTheFirstTombstoneGoes() {
        assertThat(new TombstoneHorizon(0, 0).refuses(cursor(Mark.at(0), 0, 0), List.of()))
                .isFalse();
    }

    private boolean refuses(UpdatesCursor cursor) {
        return horizon.refuses(cursor, List.of(new Standing(QUAY, 40, null, 400)));
    }

    private static UpdatesCursor cursor(Mark all, long begunAt, long generation) {
        return cursor(all, Map.of(), begunAt, generation);
    }

    private static UpdatesCursor cursor(@Nullable Mark all, Map<String, Mark> projects, long begunAt, long generation) {
        return new UpdatesCursor(1, all, new TreeMap<>(projects), begunAt, generation);
    }
}
