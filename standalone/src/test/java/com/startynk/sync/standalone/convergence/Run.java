package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.system.EventStore;
import com.startynk.sync.standalone.convergence.system.Services;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Many schedules at the same time, each on a site of its own, while the services crash now and then. */
final class Run {

    private static final Logger log = LoggerFactory.getLogger(Run.class);
    private static final Duration SHRINKING = Duration.ofSeconds(60);
    /** More scripts than these tell nobody anything. */
    private static final int SCRIPTS = 3;

    private static final String CRASHES = "crashes";
    private static final String LOST = "lost";
    private static final String DOUBLED = "doubled";

    private final Services services;
    private final Settings settings;
    private final Figures figures = new Figures();
    private final ConcurrentLinkedQueue<Failed> failed = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> races = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();
    private final Instant start = Instant.now();

    private record Failed(Schedule schedule, RuntimeException reason) {}

    Run(Services services, Settings settings) {
        this.services = services;
        this.settings = settings;
    }

    /** Everything that went wrong, schedules as small scripts. */
    List<String> all() throws InterruptedException, SQLException {
        var threads = Executors.newFixedThreadPool(settings.threads());
        for (var n = 0; n < settings.count(); n++) {
            var number = n;
            threads.execute(() -> one(number));
        }
        threads.shutdown();
        while (!threads.awaitTermination(50, TimeUnit.MILLISECONDS)) {
            if (isCrashDue()) {
                crash();
            }
        }
        log.info("All schedules done after {}", Duration.between(start, Instant.now()));
        return wrongs();
    }

    /** Evenly spread, over the schedules or over the time, whichever ends the run. */
    private boolean isCrashDue() {
        var byNumber = (double) done.get() / settings.count();
        var byTime = (double) Duration.between(start, Instant.now()).toMillis()
                / settings.atMost().toMillis();
        var due = (long) (Math.max(byNumber, byTime) * (settings.crashes() + 1));
        return figures.of(CRASHES) < Math.min(due, settings.crashes());
    }

    private void crash() throws SQLException {
        var began = Instant.now();
        services.crash();
        figures.count(CRASHES);
        log.info("Crashed and started again in {}", Duration.between(began, Instant.now()));
    }

    private void one(int number) {
        if (failed.size() >= SCRIPTS || Instant.now().isAfter(start.plus(settings.atMost()))) {
            return;
        }
        if (settings.isRace(number)) {
            race(number);
        } else {
            var schedule = settings.schedule(number);
            reason(schedule).ifPresent(reason -> failed.add(new Failed(schedule, reason)));
            figures.count("schedules");
        }
        done.incrementAndGet();
    }

    private void race(int number) {
        try {
            Race.run(settings.seed() + number, services, figures);
            figures.count("races");
        } catch (RuntimeException e) {
            races.add("race " + number + " of seed " + settings.seed() + ": " + e);
        }
    }

    private Optional<RuntimeException> reason(Schedule schedule) {
        try {
            Site.run(schedule, services, figures);
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        } catch (Error e) {
            return Optional.of(new IllegalStateException(e));
        }
    }

    private List<String> wrongs() {
        var wrongs = new ArrayList<>(races);
        failed.forEach(each -> wrongs.add(script(each)));
        var store = EventStore.read(services.rows());
        var lost = store.lost(figures.acknowledged());
        figures.add(LOST, lost.size());
        figures.add(DOUBLED, store.doubled().size());
        Stream.of(lost, store.doubled(), store.differences()).forEach(wrongs::addAll);
        return wrongs;
    }

    private String script(Failed each) {
        if (reason(each.schedule()).isEmpty()) {
            return "\nfailed once, and not when it was run again\n"
                    + each.schedule().script() + each.reason();
        }
        var shrinker = new Shrinker(schedule -> reason(schedule).isPresent(), SHRINKING);
        var smallest = shrinker.shrink(each.schedule());
        return "\n" + smallest.script() + reason(smallest).map(Object::toString).orElse("failed not always");
    }

    String summary() {
        var resolutions = Stream.of("CLIENT", "SERVER", "MERGED", "PENDING")
                .map(resolution -> resolution + " " + figures.of("conflicts " + resolution))
                .collect(Collectors.joining(", "));
        return """
            convergence: %d schedules and %d races in %d s: %d mutations sent, %d acknowledged, %d answered as duplicates, \
            %d parked, conflicts %s, %d crashes cut %d requests, lost %d, doubled %d\
            """.formatted(
                        figures.of("schedules"),
                        figures.of("races"),
                        Duration.between(start, Instant.now()).toSeconds(),
                        figures.of("mutations sent"),
                        figures.acknowledged().size(),
                        figures.of("duplicates answered"),
                        figures.of("answered QUEUED"),
                        resolutions,
                        figures.of(CRASHES),
                        figures.of("requests cut by a crash"),
                        figures.of(LOST),
                        figures.of(DOUBLED));
    }
}
