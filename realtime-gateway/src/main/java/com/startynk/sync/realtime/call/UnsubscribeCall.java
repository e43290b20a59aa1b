package com.startynk.sync.realtime.call;

import com.startynk.sync.realtime.relay.Subscription;
import com.startynk.sync.realtime.relay.Subscriptions;
import tools.jackson.databind.json.JsonMapper;

/** {@code unsubscribe}: leaves rooms, those that were joined by themselves too. */
public final class UnsubscribeCall implements CallHandler {

    private final Subscriptions subscriptions;
    private final JsonMapper json;

    public UnsubscribeCall(Subscriptions subscriptions, JsonMapper json) {
        this.subscriptions = subscriptions;
        this.json = json;
    }

    @Override
    public String event() {
        return "unsubscribe";
    }

    @Override
    public void handle(Call call) {
        var input = RoomsInput.read(call.payload(), json);
        var entities = input.entities().stream()
                .map(entity -> new Subscription.Entity(entity.entityType(), entity.entityId(), "", null))
                .toList();
        var unwanted = new Subscription(input.projectIds(), entities);
        subscriptions.leave(call.socket(), unwanted, () -> call.answer("{\"ok\":true}"));
    }
}
