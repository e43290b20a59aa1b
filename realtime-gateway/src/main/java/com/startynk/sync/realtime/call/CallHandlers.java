package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.realtime.engine.ClientEvent;
import com.startynk.sync.realtime.relay.Socket;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who answers which event. What nobody answers, and what is no event at all, is {@code INVALID_INPUT}. */
public final class CallHandlers {

    private final Map<String, CallHandler> byEvent;

    public CallHandlers(Collection<CallHandler> handlers) {
        byEvent = handlers.stream().collect(Collectors.toUnmodifiableMap(CallHandler::event, Function.identity()));
    }

    Call call(Socket socket, PushOrder pushes, long number, ClientEvent event, Runnable done) {
        var text = EventText.parse(event.arguments());
        if (text == null) {
            return new Call(socket, pushes, number, Nonsense.INSTANCE, event.ackId(), "null", done);
        }
        var handler = byEvent.getOrDefault(text.name(), Nonsense.INSTANCE);
        return new Call(socket, pushes, number, handler, event.ackId(), text.payload(), done);
    }

    private static final class Nonsense implements CallHandler {

        static final CallHandler INSTANCE = new Nonsense();

        @Override
        public String event() {
            return "an unknown event";
        }

        @Override
        public void handle(Call call) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "There is no such event.");
        }
    }
}
