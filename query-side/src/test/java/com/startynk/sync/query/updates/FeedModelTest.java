package com.startynk.sync.query.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.query.ModelledCrew;
import com.startynk.sync.query.RunningQuerySide;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random work on a few projects, whose members come and go, while readers pull in steps of random size and with random
 * filters. Whatever the interleaving, each reader must end with what a plain model says that he may see.
 */
class FeedModelTest {

    private static final int STEPS = 160;

    private final RunningQuerySide querySide = RunningQuerySide.shared();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyReaderEndsWithWhatHeMaySee(long seed) {
        var crew = new ModelledCrew(querySide, new Random(seed));
        for (var step = 0; step < STEPS; step++) {
            crew.step();
            crew.pull(crew.anybody());
        }
        for (var person : crew.people()) {
            crew.drain(person);
            assertThat(crew.seenBy(person)).as("%s with seed %d", person, seed).isEqualTo(crew.shownTo(person));
        }
    }
}
