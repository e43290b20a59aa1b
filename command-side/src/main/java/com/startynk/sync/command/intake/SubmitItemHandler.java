package com.startynk.sync.command.intake;

import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.axonframework.commandhandling.CommandHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Takes items that reached another service, as over a socket. */
final class SubmitItemHandler {

    private final Supplier<PushRequests> requests;
    private final JsonMapper json;
    private final Executor threads;

    /** @param threads as many as there are commands at the same time */
    SubmitItemHandler(Supplier<PushRequests> requests, JsonMapper json, Executor threads) {
        this.requests = requests;
        this.json = json;
        this.threads = threads;
    }

    /**
     * The item is answered on a thread of its own: what the intake looks up must not bind the connection of this command's
     * transaction, which would then be held while the lanes, which need connections too, decide.
     */
    @CommandHandler
    SyncResult handle(SubmitItem command) {
        var bytes = command.item().getBytes(StandardCharsets.UTF_8);
        try {
            return CompletableFuture.supplyAsync(
                            () -> requests.get().answer(read(bytes), command.caller(), bytes.length), threads)
                    .join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Text that is no JSON is no item either, and is answered as one that is malformed. */
    private JsonNode read(byte[] text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }
}
