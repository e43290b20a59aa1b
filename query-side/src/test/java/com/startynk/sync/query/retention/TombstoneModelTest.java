package com.startynk.sync.query.retention;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.ModelledCrew;
import com.startynk.sync.query.ModelledCrew.Person;
import com.startynk.sync.query.RunningQuerySide;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random work, pulls, replays, and times in which tombstones grow old and go. Who is refused begins anew; whatever the interleaving,
 * each reader must end with what a plain model says that he may see, and who was at the feed's end is never refused.
 */
class TombstoneModelTest {

    private static final int STEPS = 150;

    private int refused;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyReaderEndsWithWhatHeMaySee(long seed) {
        try (var querySide = RunningQuerySide.start(Map.of())) {
            var random = new Random(seed);
            var crew = new ModelledCrew(querySide, random);
            var time = new Time(querySide);
            for (var step = 0; step < STEPS; step++) {
                crew.step();
                tryTo(crew.anybody(), crew::pull);
                if (random.nextInt(12) == 0) {
                    growOld(crew, time, random);
                }
                if (random.nextInt(60) == 0) {
                    querySide.replay();
                }
            }
            for (var person : crew.people()) {
                tryTo(person, crew::drain);
                crew.drain(person);
                assertThat(crew.seenBy(person))
                        .as("%s with seed %d", person, seed)
                        .isEqualTo(crew.shownTo(person));
            }
            assertThat(refused).as("readers who had to begin anew").isPositive();
        }
    }

    /** Announced now, deleted now or after some more of everything. */
    private void growOld(ModelledCrew crew, Time time, Random random) {
        var atTheEnd = crew.anybody();
        tryTo(atTheEnd, crew::drain);
        crew.drain(atTheEnd);
        time.pass(Duration.ofDays(91));
        time.run();
        crew.drain(atTheEnd);
        if (random.nextBoolean()) {
            time.pass(TombstoneRetention.LONGEST_PULL);
            time.run(1 + random.nextInt(10));
            crew.drain(atTheEnd);
        }
    }

    private void tryTo(Person person, Consumer<Person> pull) {
        try {
            pull.accept(person);
        } catch (SyncFailure failure) {
            assertThat(failure.errorCode()).isEqualTo(ErrorCode.INVALID_CURSOR);
            refused++;
            person.reader().from(null);
        }
    }
}
