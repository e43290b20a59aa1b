package com.startynk.sync.platform.trpc;

import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The procedures of all services in this process, by name. */
final class Procedures {

    private final Map<String, Timed> byName = new HashMap<>();

    private record Timed(Procedure procedure, Timer time) {}

    Procedures(List<Procedure> procedures, MeterRegistry meters) {
        for (var procedure : procedures) {
            var time = Timer.builder("startynk.trpc.calls")
                    .description("Time that calls of a procedure took")
                    .tag("procedure", procedure.name())
                    .register(meters);
            if (byName.put(procedure.name(), new Timed(procedure, time)) != null) {
                throw new IllegalArgumentException("two procedures are called " + procedure.name());
            }
        }
    }

    /** Calls a procedure; whatever it throws becomes an answer, so that it spoils no other call of the batch. */
    Answer call(String name, JsonNode input, boolean byGet, Procedure.Call call) {
        var found = byName.get(name);
        if (found == null) {
            return failed(name, new SyncFailure(ErrorCode.NOT_FOUND, "There is no procedure of this name."));
        }
        if (byGet && found.procedure().kind() == Procedure.Kind.MUTATION) {
            return failed(name, new SyncFailure(ErrorCode.METHOD_NOT_SUPPORTED, "A mutation is called by POST."));
        }
        var start = System.nanoTime();
        try {
            return new Answer.Result(found.procedure().handler().call(input, call));
        } catch (RuntimeException thrown) {
            return failed(name, thrown);
        } finally {
            found.time().record(System.nanoTime() - start, java.util.concurrent.TimeUnit.NANOSECONDS);
        }
    }

    private static Answer failed(String name, RuntimeException thrown) {
        return new Answer.Failed(name, Failures.of(thrown));
    }
}
