package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.standalone.Installation;
import java.io.IOException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Kills with {@code kill -9}, and has the system back. */
final class Killer {

    private static final Duration SOON = Duration.ofMinutes(3);

    private final Installation installation;
    private final Crew crew;
    private final Site site;
    private final Random random;
    private final SystemLog log = new SystemLog();

    Killer(Installation installation, Crew crew, Site site, Random random) {
        this.installation = installation;
        this.crew = crew;
        this.site = site;
        this.random = random;
    }

    void kill(Target target) throws Exception {
        switch (target) {
            case SYSTEM -> killSystem();
            case SYSTEM_WITH_ITS_SERVERS -> killSystemWithItsServers();
            case SYSTEM_WHILE_IT_STARTS -> killSystemWhileItStarts();
            case MARIADB -> killMariaDb();
            case REDIS -> killRedis();
        }
        crew.awaitEachAcknowledged();
    }

    void requireQuietLog() throws IOException {
        log.read(installation.output());
        log.requireQuiet();
    }

    private void killSystem() throws Exception {
        installation.kill();
        restart();
    }

    private void killSystemWithItsServers() throws Exception {
        var servers = installation.databases();
        installation.kill();
        servers.forEach(Killer::end);
        restart();
    }

    private void killSystemWhileItStarts() throws Exception {
        installation.kill();
        log.read(installation.output());
        installation.start();
        pause(Duration.ofMillis(200 + random.nextInt(4000)));
        killSystem();
    }

    private void restart() throws IOException {
        log.read(installation.output());
        installation.start().awaitReady();
    }

    /**
     * The system starts it again. Until then writes wait or are refused, but are not left without an answer, and it reads what it has in
     * its cache.
     */
    private void killMariaDb() throws Exception {
        log.expectOutage();
        await().atMost(SOON).until(this::readsFromCache);
        var lost = crew.lostAnswers();
        end(installation.server("mariadb"));
        assertThatReadsGoOn(hit -> hit);
        await().atMost(SOON).until(() -> {
            crew.requireContent();
            return installation.serverIfRunning("mariadb").isPresent();
        });
        crew.awaitEachAcknowledged();
        assertThat(crew.lostAnswers()).as("answers that did not come").isEqualTo(lost);
    }

    /** The system starts it again. Until then it reads from its own memory and from the database. */
    private void killRedis() throws Exception {
        log.expectOutage();
        end(installation.server("redis"));
        assertThatReadsGoOn(hit -> true);
        await().atMost(SOON).ignoreExceptionsInstanceOf(IOException.class).until(this::readsFromCache);
    }

    /** @param expected of whether a read came from a cache; one that fails ends the test */
    private void assertThatReadsGoOn(Predicate<Boolean> expected) {
        await().during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(5))
                .pollDelay(Duration.ZERO)
                .until(() -> expected.test(readsFromCache()));
    }

    private boolean readsFromCache() throws IOException, InterruptedException {
        return crew.office().calls().readsFromCache("task", site.uneditedTask());
    }

    private static void end(ProcessHandle process) {
        assertThat(process.destroyForcibly()).isTrue();
        process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** So long nothing is to happen but what happens by itself. */
    private static void pause(Duration time) {
        var end = System.nanoTime() + time.toNanos();
        await().atMost(time.plusSeconds(1)).pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() >= end);
    }
}
