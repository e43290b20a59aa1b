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
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;

/** The command line: starts the system and stops it when the process is asked to end, or looks at what it has stored. */
public final class StarTynkSync {

    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private static final Logger log = LoggerFactory.getLogger(StarTynkSync.class);

    private StarTynkSync() {}

    public static void main(String[] arguments) {
        var status = run(List.of(arguments));
        if (status != 0) {
            System.exit(status);
        }
    }

    /** What goes wrong by the one who asks is told in a line. */
    private static int told(IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (UsageError e) {
            System.err.println(e.getMessage());
            return MISUSED;
        } catch (StartFailure | IllegalStateException | UncheckedIOException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
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

    private static int run(List<String> arguments) {
        var command = arguments.isEmpty() ? "" : arguments.get(0);
        return switch (command) {
            case "audit" -> audit(arguments.subList(1, arguments.size()));
            case "replay" -> replay(arguments.subList(1, arguments.size()));
            case "dead-letters" -> deadLetters(arguments.subList(1, arguments.size()));
            case "ws:monitor" -> monitor(arguments.subList(1, arguments.size()));
            case "expo-stub" -> told(() -> standIn(arguments.subList(1, arguments.size())));
            case "notification:test" -> told(() -> testNotification(arguments.subList(1, arguments.size())));
            default -> start(arguments);
        };
    }

    private static int deadLetters(List<String> arguments) {
        try {
            var options = DeadLettersOptions.parse(arguments);
            return new DeadLettersCommand(options, System.getenv(), System.out::println).run() ? 0 : FAILED;
        } catch (UsageError e) {
            System.err.println(e.getMessage() + "\n\n" + DeadLettersOptions.USAGE);
            return MISUSED;
        } catch (StartFailure | IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int replay(List<String> arguments) {
        ReplayCommand command;
        try {
            var options = ReplayOptions.parse(arguments);
            command = new ReplayCommand(options, System.getenv(), line -> System.out.print("\r" + line + "   "));
            if (options.list()) {
                command.list(System.out::println);
                return 0;
            }
        } catch (UsageError e) {
            System.err.println(e.getMessage() + "\n\n" + ReplayOptions.USAGE);
            return MISUSED;
        } catch (StartFailure | IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
        var stopping = new Thread(command::stop, "stop-replay");
        try {
            Runtime.getRuntime().addShutdownHook(stopping);
            var done = command.run();
            System.out.println();
            if (!command.isStopping()) {
                Runtime.getRuntime().removeShutdownHook(stopping);
            }
            return done ? 0 : FAILED;
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        } finally {
            command.ended();
        }
    }

    private static int monitor(List<String> arguments) {
        try {
            new MonitorCommand(MonitorOptions.parse(arguments), System.getenv(), System.out::println).run();
            return 0;
        } catch (UsageError e) {
            System.err.println(e.getMessage() + "\n\n" + MonitorOptions.USAGE);
            return MISUSED;
        } catch (StartFailure | IllegalStateException e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int audit(List<String> arguments) {
        AuditOptions options;
        try {
            options = AuditOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage() + "\n\n" + AuditOptions.USAGE);
            return MISUSED;
        }
        try {
            return new AuditCommand(options, System.getenv(), System.out::println).verify() ? 0 : FAILED;
        } catch (BadSqlGrammarException e) {
            System.err.println("The database is not one of this release: start the system once.");
            return FAILED;
        } catch (IllegalArgumentException | DataAccessException | EmbeddedServerFailure | DataFolderInUse e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static int start(List<String> arguments) {
        try {
            var system = new RunningSystem(Options.parse(arguments));
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "shutdown"));
            System.out.println(system.start().text());
            return 0;
        } catch (UsageError e) {
            System.err.println(e.getMessage() + "\n\n" + Options.USAGE);
            return MISUSED;
        } catch (DataFolderInUse e) {
            System.err.println(e.getMessage() + ". Stop that one, or choose another folder by --data DIR.");
            return FAILED;
        } catch (StartFailure | CatalogException | EmbeddedServerFailure e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (ServicesFailed e) {
            log.debug("The services did not start", e);
            return FAILED;
        } catch (RuntimeException e) {
            log.error("The system did not start", e);
            return FAILED;
        }
    }
}
