package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncResult.ItemError;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** {@code sync:push}: one item to the command side, to the letter as the device sent it. */
public final class PushCall implements CallHandler {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CommandGateway commands;
    private final JsonMapper json;

    public PushCall(CommandGateway commands, JsonMapper json) {
        this.commands = commands;
        this.json = json;
    }

    @Override
    public String event() {
        return "sync:push";
    }

    /** A command bus inside one process answers in this thread: the time runs beside it. */
    @Override
    public void handle(Call call) {
        var answer = new CompletableFuture<SyncResult>().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        call.answer(answer.thenApply(json::writeValueAsString));
        commands.send(new SubmitItem(call.socket().caller(), call.payload()), (command, result) -> {
            if (result.isExceptional()) {
                answer.completeExceptionally(result.exceptionResult());
            } else {
                answer.complete((SyncResult) result.getPayload());
            }
        });
    }

    /** Every outcome of a push is an answer to an item. */
    @Override
    public String refusal(Call call, SyncFailure failure) {
        var retryAfter = failure.retryAfter();
        var error = new ItemError(
                failure.errorCode(),
                failure.reason(),
                failure.errors().isEmpty() ? null : failure.errors(),
                retryAfter == null ? null : retryAfter.toMillis());
        return json.writeValueAsString(new SyncResult(
                mutationId(call.payload()),
                failure.errorCode().itemStatus(),
                false,
                null,
                null,
                null,
                null,
                SyncResult.ABSENT,
                null,
                error));
    }

    private @Nullable String mutationId(String payload) {
        try {
            return json.readTree(payload).path("mutationId").stringValue(null);
        } catch (JacksonException e) {
            return null;
        }
    }
}
