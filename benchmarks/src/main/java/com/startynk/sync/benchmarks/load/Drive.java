package com.startynk.sync.benchmarks.load;

import com.startynk.sync.benchmarks.load.check.Faults;
import com.startynk.sync.benchmarks.load.check.NoAnswer;
import com.startynk.sync.benchmarks.load.measure.Meter;
import com.startynk.sync.benchmarks.load.scenario.Bench;
import com.startynk.sync.benchmarks.load.scenario.Scenarios;
import com.startynk.sync.benchmarks.load.scenario.Traffic;
import com.startynk.sync.benchmarks.load.wire.Api;
import com.startynk.sync.benchmarks.load.wire.Json;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The load driver's command line: 0 when the server kept its word, 1 when not, 2 when the command line makes no sense, 3 when
 * there is no server to put under load.
 */
public final class Drive {

    private final PrintStream out;

    private Drive(PrintStream out) {
        this.out = out;
    }

    public static void main(String... arguments) throws Exception {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws Exception {
        if (arguments.equals(List.of("--help"))) {
            out.println(Options.USAGE);
            return 0;
        }
        try {
            return new Drive(out).run(Options.parse(arguments)) ? 0 : 1;
        } catch (UsageError e) {
            err.println(e.getMessage());
            err.println(Options.USAGE);
            return 2;
        } catch (NoAnswer e) {
            err.println(e.getMessage());
            return e.isForbidden() ? 1 : 3;
        }
    }

    private boolean run(Options options) throws Exception {
        var results = new ArrayList<Result>();
        var started = Instant.now();
        try {
            for (var scenario : options.scenarios()) {
                var result = run(scenario, options);
                out.print(result.table());
                results.add(result);
            }
        } finally {
            // What ended is worth keeping, whatever became of a later one.
            write(options, started, results);
        }
        return results.stream().allMatch(Result::kept);
    }

    private static Result run(Scenarios scenario, Options options) throws Exception {
        var traffic = new Traffic();
        var faults = new Faults();
        try (var api = new Api(options.target().api(), options.plan().connections())) {
            var bench = new Bench(options.target(), options.plan(), new Meter(options.servers()), api, traffic, faults);
            return Result.of(scenario, scenario.make().run(bench), traffic, faults);
        }
    }

    private static void write(Options options, Instant started, List<Result> results) throws Exception {
        if (options.json() == null) {
            return;
        }
        var report = new LinkedHashMap<String, Object>();
        report.put("started_at", started.toString());
        report.put("warmup_s", options.plan().warmup().toSeconds());
        report.put("duration_s", options.plan().duration().toSeconds());
        report.put("concurrency", options.plan().concurrency());
        report.put("size", options.plan().size());
        report.put("scenarios", results);
        Files.write(options.json(), Json.writePretty(report));
    }
}
