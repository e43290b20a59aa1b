package com.startynk.sync.standalone;

import com.startynk.sync.catalog.CatalogException;
import com.startynk.sync.embedded.DataFolderInUse;
import com.startynk.sync.embedded.EmbeddedServerFailure;
import com.startynk.sync.push.standin.ExpoStandIn;
import com.startynk.sync.push.standin.StandInSettings;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The command line: starts the system and stops it when the process is asked to end. */
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

    /** Runs until the process is asked to end. */
    private static int standIn(Options options) {
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
        try {
            var command = arguments.isEmpty() ? "" : arguments.get(0);
            if (command.equals("expo-stub")) {
                return standIn(Options.parse(arguments.subList(1, arguments.size())));
            }
            if (command.equals("notification:test")) {
                return testNotification(arguments.subList(1, arguments.size()));
            }
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
