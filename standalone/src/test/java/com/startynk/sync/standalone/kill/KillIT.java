package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.standalone.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A crew works while the system, its database and its Redis are killed again and again. {@code -Pkill} does it for longer;
 * {@code -Dstartynk.kill.seed} repeats the work and the moments of another run, as far as a machine can.
 */
class KillIT {

    private static final int ROUNDS = Integer.getInteger("startynk.kill.rounds", Target.values().length);
    private static final long SEED = Long.getLong("startynk.kill.seed", System.nanoTime());

    @TempDir
    private Path folder;

    private final Random random = new Random(SEED);
    private final Map<Target, Integer> kills = new EnumMap<>(Target.class);
    private int sentAgain;
    private int cursorsChecked;

    @Test
    void nothingAcknowledgedIsLostOrDoubled() throws Exception {
        System.out.printf("Kill test: %d rounds, seed %d%n", ROUNDS, SEED);
        var began = System.nanoTime();
        var site = new Site(ROUNDS);
        try (var installation = new Installation(folder).start().awaitReady();
                var crew = new Crew(installation, site, random)) {
            crew.openTheSite();
            crew.start();
            var killer = new Killer(installation, crew, site, random);
            killAndCheck(killer, crew, site);
            crew.finish();
            balance(installation, crew);
            System.out.printf(
                    "Kill test: killed %s; %d mutations acknowledged, sent again %d times, lost 0, doubled 0;"
                            + " %d answers lost, %d refused; %d cursors checked; %d s%n",
                    kills,
                    crew.acknowledged(),
                    sentAgain,
                    crew.lostAnswers(),
                    crew.refusals(),
                    cursorsChecked,
                    Duration.ofNanos(System.nanoTime() - began).toSeconds());
            killer.requireQuietLog();
        }
    }

    private void killAndCheck(Killer killer, Crew crew, Site site) throws Exception {
        var round = 0;
        for (var target : Target.some(ROUNDS, random)) {
            site.round(round++);
            crew.awaitAcknowledged(80 + random.nextInt(200));
            killer.kill(target);
            kills.merge(target, 1, Integer::sum);
            crew.rest();
            sendEverythingAgain(crew);
            for (var reader : crew.readers()) {
                reader.askAtEveryCursor();
            }
            crew.requireContent();
            crew.goOn();
        }
    }

    private void sendEverythingAgain(Crew crew) {
        for (var device : crew.devices()) {
            sentAgain += device.sendAllAgain();
        }
    }

    private void balance(Installation installation, Crew crew) throws Exception {
        sendEverythingAgain(crew);
        var balance = new Balance(crew.devices());
        balance.versionsHaveNoGapAndNoDouble();
        balance.everythingIsInTheCopy(Copy.of(crew.office().calls()));
        var store = new EventStore(installation);
        balance.everyMutationHasOneEvent(store.mutationsOfEvents());
        balance.everyMutationHasItsLine(store.syncLog());
        assertThat(store.parked()).isEmpty();
        for (var reader : crew.readers()) {
            cursorsChecked += reader.followEveryCursor();
        }
    }
}
