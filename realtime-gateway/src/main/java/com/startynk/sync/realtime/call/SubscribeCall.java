package com.startynk.sync.realtime.call;

import com.startynk.sync.protocol.feed.EntityHome;
import com.startynk.sync.realtime.call.RoomsInput.EntityName;
import com.startynk.sync.realtime.relay.FeedReader;
import com.startynk.sync.realtime.relay.Subscription;
import com.startynk.sync.realtime.relay.Subscriptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** {@code subscribe}: joins rooms of projects and entities that the caller may see, all or none. */
public final class SubscribeCall implements CallHandler {

    private final Subscriptions subscriptions;
    private final FeedReader feed;
    private final ProjectChoice projects;
    private final JsonMapper json;

    public SubscribeCall(Subscriptions subscriptions, FeedReader feed, JsonMapper json) {
        this.subscriptions = subscriptions;
        this.feed = feed;
        this.projects = new ProjectChoice(feed);
        this.json = json;
    }

    @Override
    public String event() {
        return "subscribe";
    }

    @Override
    public void handle(Call call) {
        var input = RoomsInput.read(call.payload(), json);
        var entities = input.entities().stream().map(this::locate).toList();
        var existing = input.projectIds().stream()
                .map(project -> projects.requireExisting(call.socket(), project))
                .toList();
        var wanted = all(entities)
                .thenCompose(found -> all(existing))
                .thenApply(found -> new Subscription(
                        input.projectIds(),
                        entities.stream().map(CompletableFuture::join).toList()));
        call.when(
                wanted,
                subscription -> subscriptions.join(
                        call.socket(),
                        subscription,
                        answer -> call.answer(json.writeValueAsString(answer)),
                        () -> call.fail(ProjectChoice.forbidden())));
    }

    private CompletableFuture<Subscription.Entity> locate(EntityName name) {
        return feed.home(name.entityType(), name.entityId()).thenApply(home -> known(name, home));
    }

    private static Subscription.Entity known(EntityName name, EntityHome home) {
        var projectId = home.projectId();
        if (projectId == null) {
            throw ProjectChoice.forbidden();
        }
        return new Subscription.Entity(name.entityType(), name.entityId(), projectId, home.owner());
    }

    private static CompletableFuture<Void> all(List<? extends CompletableFuture<?>> answers) {
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
    }
}
