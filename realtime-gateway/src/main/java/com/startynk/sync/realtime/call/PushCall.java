package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncResult.ItemError;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** {@code sync:push}: one item to the command side, to the letter as the device sent it, unless its turn has not come. */
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
        if (!isItsTurn(call)) {
            throw SyncFailure.unavailable("What this device sent before is to be sent again first.");
        }
        var answer = new CompletableFuture<SyncResult>().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        call.answer(answer.thenApply(result -> told(call, result)));
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
        var item = PushedItem.read(call.payload(), json);
        return told(
                call,
                item,
                new SyncResult(
                        item == null ? null : item.mutationId(),
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

    private boolean isItsTurn(Call call) {
        if (call.pushes().isEmpty()) {
            return true;
        }
        var item = PushedItem.read(call.payload(), json);
        return item == null || call.pushes().mayPass(item, call.number());
    }

    private String told(Call call, SyncResult result) {
        var matters = result.status() == SyncStatus.RETRY || !call.pushes().isEmpty();
        return told(call, matters ? PushedItem.read(call.payload(), json) : null, result);
    }

    private String told(Call call, @Nullable PushedItem item, SyncResult result) {
        if (item != null && result.status() == SyncStatus.RETRY) {
            call.pushes().again(item, call.number(), retryAfter(result));
        } else if (item != null) {
            call.pushes().settled(item.mutationId());
        }
        return json.writeValueAsString(result);
    }

    private static Duration retryAfter(SyncResult result) {
        var error = result.error();
        return error == null || error.retryAfterMs() == null ? Duration.ZERO : Duration.ofMillis(error.retryAfterMs());
    }
}
