package com.startynk.sync.standalone.convergence;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What happens on one site.
 *
 * @param seed from which the generator makes all of its steps again
 * @param projectMadeOffline whether the first device makes the project, under a local id
 * @param kept which of the generated steps are in it: all of them, unless it was shrunk
 */
record Schedule(
        long seed, int length, int devices, boolean projectMadeOffline, List<Step> generated, List<Integer> kept) {

    Schedule keeping(List<Integer> steps) {
        return new Schedule(seed, length, devices, projectMadeOffline, generated, steps);
    }

    List<Step> steps() {
        return kept.stream().map(generated::get).toList();
    }

    /** The schedule for a person to read, and how to run exactly it. */
    String script() {
        var lines = IntStream.range(0, kept.size())
                .mapToObj(n -> "  %2d. %s".formatted(n + 1, generated.get(kept.get(n))))
                .collect(Collectors.joining("\n"));
        var numbers = kept.stream().map(String::valueOf).collect(Collectors.joining(","));
        return """
            %d devices, project made %s
            %s
            again: -Dconvergence.only=%d -Dconvergence.steps=%d -Dconvergence.keep=%s
            """.formatted(
                        devices, projectMadeOffline ? "offline by device 0" : "before", lines, seed, length, numbers);
    }
}
