package com.startynk.sync.realtime;

import com.startynk.sync.platform.identity.TokenVerifier;
import com.startynk.sync.platform.json.JsonConfiguration;
import com.startynk.sync.platform.limit.CallAllowance;
import com.startynk.sync.platform.limit.StrangerAllowance;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.feed.EntityHome;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.feed.FindEntityHome;
import com.startynk.sync.protocol.feed.FindFeedHead;
import com.startynk.sync.protocol.feed.FindMemberships;
import com.startynk.sync.protocol.feed.FindProject;
import com.startynk.sync.protocol.feed.Memberships;
import com.startynk.sync.protocol.push.SubmitItem;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import com.startynk.sync.protocol.updates.PullRawUpdates;
import com.startynk.sync.protocol.updates.PullUpdates;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import com.startynk.sync.realtime.call.Arrivals;
import com.startynk.sync.realtime.call.CallHandlers;
import com.startynk.sync.realtime.call.CallLine;
import com.startynk.sync.realtime.call.PresenceListCall;
import com.startynk.sync.realtime.call.PresenceUpdateCall;
import com.startynk.sync.realtime.call.PullCall;
import com.startynk.sync.realtime.call.PushCall;
import com.startynk.sync.realtime.call.RenewCall;
import com.startynk.sync.realtime.call.SubscribeCall;
import com.startynk.sync.realtime.call.TokenExpiry;
import com.startynk.sync.realtime.call.UnsubscribeCall;
import com.startynk.sync.realtime.engine.Engine;
import com.startynk.sync.realtime.engine.EngineSettings;
import com.startynk.sync.realtime.monitor.GatewayWatch;
import com.startynk.sync.realtime.presence.Presence;
import com.startynk.sync.realtime.presence.PresenceSettings;
import com.startynk.sync.realtime.relay.FeedReader;
import com.startynk.sync.realtime.relay.FeedWatch;
import com.startynk.sync.realtime.relay.ReadRights;
import com.startynk.sync.realtime.relay.Relay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** The whole gateway on a free port, over Axon's own buses, with a feed in memory behind it. */
final class Gateway implements AutoCloseable {

    static final JsonMapper JSON = new JsonConfiguration().jsonMapper();

    final FeedModel feed;

    /** Answers {@code sync:push}; gets the item's JSON text. */
    volatile Function<SubmitItem, SyncResult> pushes = item -> applied("m-1");

    /** Who may call how often. */
    volatile CallAllowance allowance = caller -> {};

    /** And who may try to. */
    volatile StrangerAllowance strangers = address -> {};

    private final Map<String, Caller> tokens = new ConcurrentHashMap<>();
    private final GatewayThreads threads;
    final Relay relay;
    final Presence presence;
    final GatewayWatch figures;
    private final FeedWatch watch;
    private final TokenExpiry expiry = new TokenExpiry(Clock.systemUTC(), JSON);

    /** Whom the gateway is to find revoked when it lets him in. */
    private final Set<Caller> revoked = ConcurrentHashMap.newKeySet();

    private final Engine engine;

    static Gateway open() {
        return open(DataSize.ofMegabytes(1));
    }

    static Gateway open(DataSize maxQueued) {
        return open(maxQueued, 100);
    }

    /** A device may have so many sockets. */
    static Gateway open(int deviceSockets) {
        return open(DataSize.ofMegabytes(1), deviceSockets);
    }

    private static Gateway open(DataSize maxQueued, int deviceSockets) {
        return open(maxQueued, deviceSockets, new FeedModel(), Clock.systemUTC(), presence(5000));
    }

    /** One of several nodes of a deployment, with time that goes on when a test says so. */
    static Gateway open(FeedModel feed, Clock clock, PresenceSettings presence) {
        return open(DataSize.ofMegabytes(1), 100, feed, clock, presence);
    }

    /** As by default, but for this, and with shorter pauses. */
    static PresenceSettings presence(int deliveries) {
        return new PresenceSettings(
                Duration.ofSeconds(15),
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                Duration.ofMillis(20),
                deliveries);
    }

    private static Gateway open(
            DataSize maxQueued, int deviceSockets, FeedModel feed, Clock clock, PresenceSettings presence) {
        var settings = new EngineSettings(
                "127.0.0.1",
                0,
                2,
                Duration.ofSeconds(25),
                Duration.ofSeconds(20),
                Duration.ofSeconds(5),
                Duration.ofSeconds(75),
                DataSize.ofBytes(1_000_000),
                maxQueued,
                null,
                List.of("127.0.0.1/32", "10.0.0.0/8"),
                List.of());
        return new Gateway(settings, deviceSockets, feed, clock, presence);
    }

    private Gateway(
            EngineSettings settings,
            int deviceSockets,
            FeedModel feed,
            Clock clock,
            PresenceSettings presenceSettings) {
        this.feed = feed;
        var work = new RealtimeSettings(4, 2, 1000, 50, deviceSockets, DataSize.ofMegabytes(4), Duration.ofMillis(200));
        threads = new GatewayThreads(work);
        var queryBus = queryBus();
        var queries = DefaultQueryGateway.builder().queryBus(queryBus).build();
        var commandBus = SimpleCommandBus.builder().build();
        commandBus.subscribe(SubmitItem.class.getName(), message -> pushes.apply((SubmitItem) message.getPayload()));
        var commands = DefaultCommandGateway.builder().commandBus(commandBus).build();
        var reader = new FeedReader(queries, threads.reads());
        presence = new Presence(presenceSettings, clock, JSON);
        relay = new Relay(
                threads.relay(),
                reader,
                new Rights(),
                this::requireStanding,
                presence,
                JSON,
                work.deviceSockets(),
                work.recent().toBytes());
        var earlier = feed.publisher;
        feed.publisher = announcement -> {
            earlier.accept(announcement);
            relay.announced(JSON.writeValueAsBytes(announcement));
        };
        watch = new FeedWatch(reader, relay, work.watchInterval());
        var handlers = new CallHandlers(List.of(
                new SubscribeCall(relay.subscriptions(), reader, JSON),
                new UnsubscribeCall(relay.subscriptions(), JSON),
                new PushCall(commands, JSON),
                new PresenceUpdateCall(presence, relay.projectRooms(), reader, JSON),
                new PresenceListCall(presence, relay.projectRooms(), reader, JSON),
                new RenewCall(tokens(), relay, expiry, JSON),
                new PullCall(queries, JSON)));
        var line = new CallLine(caller -> allowance.take(caller), address -> strangers.take(address), threads.events());
        var arrivals = new Arrivals(tokens(), relay, handlers, expiry, JSON, threads.calls(), line);
        engine = new Engine(settings, arrivals);
        figures = new GatewayWatch(engine.traffic(), arrivals.handshakes(), relay, presence);
        watch.start();
        engine.start();
    }

    private SimpleQueryBus queryBus() {
        var bus = SimpleQueryBus.builder().build();
        on(bus, FindFeedHead.class, FeedHead.class, query -> feed.headNow());
        on(bus, FindMemberships.class, Memberships.class, query -> feed.memberships(query.userId()));
        on(bus, FindProject.class, Boolean.class, query -> feed.projectExists(query.projectId()));
        on(bus, FindEntityHome.class, EntityHome.class, query -> new EntityHome(feed.home(query.entityId()), null));
        on(bus, PullUpdates.class, UpdatesPage.class, query -> feed.page(query.caller(), query.query()));
        on(bus, PullRawUpdates.class, UpdatesPage.class, query -> {
            var cursor = JSON.readTree(query.input()).path("cursor").stringValue("");
            return feed.page(query.caller(), new UpdatesQuery(cursor, null, List.of(), List.of(), 1000));
        });
        return bus;
    }

    private static <Q, A> void on(SimpleQueryBus bus, Class<Q> query, Class<A> answer, Function<Q, A> handler) {
        bus.subscribe(
                query.getName(),
                answer,
                (QueryMessage<?, A> message) -> handler.apply(query.cast(message.getPayload())));
    }

    private TokenVerifier tokens() {
        return new TokenVerifier() {
            @Override
            public Caller verify(String token) {
                return Gateway.this.verify(token);
            }

            @Override
            public void requireStanding(Caller caller) {
                Gateway.this.requireStanding(caller);
            }
        };
    }

    private void requireStanding(Caller caller) {
        if (revoked.contains(caller)) {
            throw new SyncFailure(ErrorCode.UNAUTHENTICATED, "This token was revoked.");
        }
    }

    /** As if it were heard of just after the token was verified. */
    void revokedMeanwhile(Caller caller) {
        revoked.add(caller);
    }

    private Caller verify(String token) {
        var caller = tokens.get(token);
        if (caller == null) {
            throw new SyncFailure(ErrorCode.UNAUTHENTICATED, "This token is not known.");
        }
        return caller;
    }

    static SyncResult applied(String mutationId) {
        return new SyncResult(
                mutationId,
                SyncStatus.APPLIED,
                false,
                "task",
                "e-1",
                null,
                1L,
                Map.of("title", "Pour slab"),
                null,
                null);
    }

    /** A person with a valid token of that name. */
    Caller person(String userId, String... roles) {
        return person(userId, Duration.ofMinutes(15), roles);
    }

    Caller person(String userId, Duration validFor, String... roles) {
        var now = Instant.now();
        var caller = new Caller(
                userId,
                "d-" + userId,
                Set.of(roles),
                now.getEpochSecond(),
                now.plus(validFor).getEpochSecond());
        tokens.put(userId, caller);
        return caller;
    }

    /** Another token of the same person and device. */
    Caller token(String token, Caller of, Duration validFor, String... roles) {
        var now = Instant.now();
        var caller = new Caller(
                of.userId(),
                of.deviceId(),
                Set.of(roles),
                now.getEpochSecond(),
                now.plus(validFor).getEpochSecond());
        tokens.put(token, caller);
        return caller;
    }

    int port() {
        return engine.port();
    }

    int sessions() {
        return engine.sessions();
    }

    @Override
    public void close() {
        engine.stop();
        watch.stop();
        expiry.close();
        presence.close();
        threads.close();
    }

    /** Payrolls are for one role; workers see of attendances only their own; of materials all but managers do not see the price. */
    private static final class Rights implements ReadRights {

        @Override
        public boolean by(Set<String> roles, String entityType) {
            return !entityType.equals("payroll") || roles.contains("PAYROLL");
        }

        @Override
        public boolean onlyOwn(Set<String> roles, String entityType) {
            return entityType.equals("attendance") && roles.equals(Set.of("WORKER"));
        }

        @Override
        public Set<String> types() {
            return FeedModel.TYPES;
        }

        @Override
        public Map<String, Set<String>> hiddenFrom(Set<String> roles) {
            return roles.contains("PROJECT_MANAGER") ? Map.of() : Map.of("material", Set.of("price"));
        }
    }
}
