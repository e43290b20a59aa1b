package com.startynk.sync.benchmarks.load;

import com.startynk.sync.benchmarks.load.scenario.Plan;
import com.startynk.sync.benchmarks.load.scenario.Scenarios;
import com.startynk.sync.benchmarks.load.wire.Target;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line may say.
 *
 * @param servers processes whose CPU is counted, each with all that it has started
 * @param json where the figures are written, too
 */
record Options(
        Target target,
        List<Scenarios> scenarios,
        Plan plan,
        List<ProcessHandle> servers,
        @Nullable Path json) {

    static final String USAGE = """
        Options:
          --api URL          HTTP API (http://127.0.0.1:3000)
          --ws URL           Socket.IO (http://127.0.0.1:3001)
          --secret KEY       the server's JWT_SECRET, which signs the devices' tokens
          --data DIR         instead: the data folder of a running system, where its key is kept
          --scenario NAMES   %s, with commas between (single)
          --warmup N         seconds that are not measured, before each (5); a JVM wants 20 or more
          --duration N       seconds that are measured (20)
          --concurrency N    workers, each of which waits for its answer (32)
          --server-pid PIDS  processes whose CPU is counted with that of their children, with commas between
          --json FILE        where the figures are written, too
        How large a scenario is:
          --devices N        that share the requests (2000); the contract bounds what one may ask for in a minute
          --items N          of a batch (50)
          --tasks N          that are there before pull and read begin (20000)
          --sockets N        of the fan-out (500)
          --rate N           writes a second of the fan-out (50)
          --start-rate N     requests a second at which mixed begins (100); each step of it takes --duration
          --max-rate N       requests a second beyond which mixed does not go (20000)\
        """.formatted(String.join(", ", Scenarios.titles()));

    static Options parse(List<String> arguments) {
        return new OptionReader(arguments).read();
    }
}
