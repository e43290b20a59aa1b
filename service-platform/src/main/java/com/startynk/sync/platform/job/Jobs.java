package com.startynk.sync.platform.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Runs a service's jobs, each on one node at a time: nodes agree in a table of the service. A node that dies in the middle of a
 * job is missed after some heartbeats, and another does it again. A job that fails is tried again after its pause.
 */
public final class Jobs implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Jobs.class);

    /** Nobody waits for these jobs, and looking costs a query. */
    private static final Duration LOOKS = Duration.ofSeconds(30);

    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    /** A job leaves off at the end of its transaction. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(10);

    private final DataSource database;
    private final String table;
    private final List<Job> jobs;
    private final Duration looks;
    private @Nullable Scheduler scheduler;

    /** @param table of the service's own migrations */
    public Jobs(DataSource database, String table, List<Job> jobs) {
        this(database, table, jobs, LOOKS);
    }

    /** @param looks how often due jobs are looked for */
    Jobs(DataSource database, String table, List<Job> jobs, Duration looks) {
        this.database = database;
        this.table = table;
        this.jobs = List.copyOf(jobs);
        this.looks = looks;
    }

    @Override
    public synchronized void start() {
        var started = Scheduler.create(database)
                .startTasks(jobs.stream().map(Jobs::task).toList())
                .tableName(table)
                .threads(1)
                .pollingInterval(looks)
                .heartbeatInterval(HEARTBEAT)
                .shutdownMaxWait(LAST_WAIT)
                .commitWhenAutocommitDisabled(true)
                .alwaysPersistTimestampInUTC()
                .build();
        scheduler = started;
        started.start();
    }

    /** The first run is soon after the first start ever; later starts change nothing about when it is due. */
    private static RecurringTask<Void> task(Job job) {
        return Tasks.recurring(job.name(), FixedDelay.of(job.pause())).execute((instance, context) -> run(job));
    }

    private static void run(Job job) {
        log.debug("{} begins", job.name());
        job.work().run();
        log.debug("{} is done", job.name());
    }

    @Override
    public synchronized void stop() {
        var running = scheduler;
        scheduler = null;
        if (running != null) {
            running.stop();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
