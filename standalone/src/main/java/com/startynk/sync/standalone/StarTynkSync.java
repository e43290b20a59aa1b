package com.startynk.sync.standalone;

import com.startynk.sync.catalog.CatalogException;
import com.startynk.sync.embedded.DataFolderInUse;
import com.startynk.sync.embedded.EmbeddedServerFailure;
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

    private static int run(List<String> arguments) {
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
