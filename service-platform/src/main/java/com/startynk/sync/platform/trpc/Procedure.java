package com.startynk.sync.platform.trpc;

import com.startynk.sync.protocol.Caller;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a tRPC client can call. Services publish beans of this type.
 *
 * @param name such as {@code sync.getUpdates}
 */
public record Procedure(String name, Kind kind, Handler handler) {

    /** Whether a call may change something; a mutation is not to be had by GET. */
    public enum Kind {
        QUERY,
        MUTATION
    }

    /** The work behind a procedure; a call fails by {@link com.startynk.sync.protocol.SyncFailure}. */
    @FunctionalInterface
    public interface Handler {

        /**
         * Answers one call.
         *
         * @param input a {@code NullNode} when absent
         * @return written by the {@code JsonMapper} bean; null is JSON's null
         */
        @Nullable Object call(JsonNode input, Call call);
    }

    /**
     * Who calls, and how.
     *
     * @param header finds a request header by its name, null when absent
     */
    public record Call(Caller caller, Function<String, @Nullable String> header) {}
}
