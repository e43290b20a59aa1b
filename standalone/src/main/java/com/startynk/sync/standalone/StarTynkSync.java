package com.startynk.sync.standalone;

import com.startynk.sync.catalog.CatalogException;
import com.startynk.sync.embedded.DataFolderInUse;
import com.startynk.sync.embedded.EmbeddedServerFailure;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import com.startynk.sync.standalone.audit.AuditCommand;
import com.startynk.sync.standalone.audit.AuditOptions;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/** The command line: starts the system and stops it when the process is asked to end, or looks at what it has stored. */
public final class StarTynkSync {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final String RUN = "run";
    private static final Set<String> OTHERS =
            Set.of("audit", "replay", "dead-letters", "ws:monitor", "expo-stub", "notification:test");

    private static final Logger log = LoggerFactory.getLogger(StarTynkSync.class);

    private StarTynkSync() {}

    public static void main(String[] line) {
        var status = run(List.of(line));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** Without the name of a command it is {@code run}. */
    private static int run(List<String> line) {
        var named = !line.isEmpty() && OTHERS.contains(line.get(0));
        var command = named ? line.get(0) : RUN;
        var arguments = named ? line.subList(1, line.size()) : line;
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(Usage.of(command));
            return 0;
        }
        return told(command, arguments);
    }

    /** What goes wrong by the one who asks is told in a line. */
    private static int told(String command, List<String> arguments) {
        try {
            return run(command, arguments);
        } catch (UsageError e) {
            System.err.println(Usage.of(command) + "\nstartynk: " + e.getMessage());
            return MISUSED;
        } catch (BadSetting e) {
            System.err.println(e.getMessage());
            log.debug("A setting cannot be used", e);
            return MISUSED;
        } catch (DataFolderInUse e) {
            System.err.println(e.getMessage() + ". Stop that one, or choose another folder by --data DIR.");
            return FAILED;
        } catch (BadSqlGrammarException e) {
            System.err.println("The database is not one of this release: start the system once.");
            return FAILED;
        } catch (StartFailure
                | ServicesFailed
                | CatalogException
                | EmbeddedServerFailure
                | DataAccessException
                | IllegalArgumentException
                | IllegalStateException
                | UncheckedIOException e) {
            System.err.println(e.getMessage());
            log.debug("It failed", e);
            return FAILED;
        } catch (RuntimeException e) {
            log.error("It failed", e);
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int run(String command, List<String> arguments) throws InterruptedException {
        return switch (command) {
            case "audit" -> audit(arguments);
            case "replay" -> replay(arguments);
            case "dead-letters" -> deadLetters(arguments);
            case "ws:monitor" -> monitor(arguments);
            case "expo-stub" -> standIn(arguments);
            case "notification:test" -> testNotification(arguments);
            default -> start(arguments);
        };
    }

    private static int start(List<String> arguments) {
        var system = new RunningSystem(Options.parse(arguments));
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "shutdown"));
        system.start(welcome -> System.out.println(welcome.text()));
        return 0;
    }

    /** Runs until the process is asked to end. */
    private static int standIn(List<String> arguments) {
        var options = Options.parse(arguments);
        var token = System.getenv("EXPO_ACCESS_TOKEN");
        var standIn = ExpoStandIn.start(options.port(), StandInSettings.standard(token));
        Runtime.getRuntime().addShutdownHook(new Thread(standIn::close, "shutdown"));
        System.out.println("A stand-in for Expo answers at " + standIn.url() + ", and shows at " + standIn.url()
                + "/__received what it was sent. Start the system with EXPO_BASE_URL=" + standIn.url() + ".");
        return 0;
    }

    private static int testNotification(List<String> arguments) {
        if (arguments.isEmpty() || arguments.get(0).startsWith("--")) {
            throw new UsageError("notification:test needs the id of a user");
        }
        var options = Options.parse(arguments.subList(1, arguments.size()));
        return TestNotification.send(arguments.get(0), options, System.out::println) ? 0 : FAILED;
    }

    private static int deadLetters(List<String> arguments) {
        var options = DeadLettersOptions.parse(arguments);
        return new DeadLettersCommand(options, System.getenv(), System.out::println).run() ? 0 : FAILED;
    }

    private static int replay(List<String> arguments) throws InterruptedException {
        var options = ReplayOptions.parse(arguments);
        var command = new ReplayCommand(options, System.getenv(), line -> System.out.print("\r" + line + "   "));
        if (options.list()) {
            command.list(System.out::println);
            return 0;
        }
        return replay(command) ? 0 : FAILED;
    }

    private static boolean replay(ReplayCommand command) throws InterruptedException {
        var stopping = new Thread(command::stop, "stop-replay");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            var done = command.run();
            System.out.println();
            return done;
        } finally {
            command.ended();
            // Else the end of this process would stop a replay that somebody else has started.
            if (!command.isStopping()) {
                Runtime.getRuntime().removeShutdownHook(stopping);
            }
        }
    }

    private static int monitor(List<String> arguments) throws InterruptedException {
        new MonitorCommand(MonitorOptions.parse(arguments), System.getenv(), System.out::println).run();
        return 0;
    }

    private static int audit(List<String> arguments) {
        AuditOptions options;
        try {
            options = AuditOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            throw new UsageError(String.valueOf(e.getMessage()));
        }
        return new AuditCommand(options, System.getenv(), System.out::println).verify() ? 0 : FAILED;
    }
}
