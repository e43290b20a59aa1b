package com.startynk.sync.realtime;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.encryption.SensitiveValues;
import com.startynk.sync.platform.identity.TokenVerifier;
import com.startynk.sync.platform.limit.CallAllowance;
import com.startynk.sync.platform.limit.StrangerAllowance;
import com.startynk.sync.platform.redis.OwnAnnouncements;
import com.startynk.sync.platform.session.RevocationListener;
import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.realtime.call.Arrivals;
import com.startynk.sync.realtime.call.CallHandler;
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
import com.startynk.sync.realtime.feed.AnnouncementFeed;
import com.startynk.sync.realtime.feed.OpenedAnnouncements;
import com.startynk.sync.realtime.feed.PushAnswers;
import com.startynk.sync.realtime.presence.Presence;
import com.startynk.sync.realtime.presence.PresenceServer;
import com.startynk.sync.realtime.presence.PresenceSettings;
import com.startynk.sync.realtime.relay.DeclaredRights;
import com.startynk.sync.realtime.relay.FeedReader;
import com.startynk.sync.realtime.relay.FeedWatch;
import com.startynk.sync.realtime.relay.Relay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/** The realtime gateway. Needs the service platform and an {@link EntityCatalog} beside it. */
@Configuration(proxyBeanMethods = false)
@Import(MonitorConfiguration.class)
@EnableConfigurationProperties({EngineSettings.class, RealtimeSettings.class, PresenceSettings.class})
public class RealtimeGatewayConfiguration {

    @Bean
    GatewayThreads gatewayThreads(RealtimeSettings settings) {
        return new GatewayThreads(settings);
    }

    @Bean
    FeedReader realtimeFeedReader(QueryGateway queries, GatewayThreads threads) {
        return new FeedReader(queries, threads.reads());
    }

    @Bean(destroyMethod = "") // ended by its server, in its turn
    Presence presence(PresenceSettings settings, Clock clock, JsonMapper json) {
        return new Presence(settings, clock, json);
    }

    @Bean
    PresenceServer presenceServer(
            Presence presence, Relay relay, RedisConnectionFactory redis, Revocations revocations) {
        return new PresenceServer(presence, relay.projectRooms(), redis, revocations);
    }

    @Bean
    CallHandler presenceUpdateCall(Presence presence, Relay relay, FeedReader feed, JsonMapper json) {
        return new PresenceUpdateCall(presence, relay.projectRooms(), feed, json);
    }

    @Bean
    CallHandler presenceListCall(Presence presence, Relay relay, FeedReader feed, JsonMapper json) {
        return new PresenceListCall(presence, relay.projectRooms(), feed, json);
    }

    @Bean
    Relay realtimeRelay(
            GatewayThreads threads,
            FeedReader feed,
            EntityCatalog catalog,
            TokenVerifier tokens,
            Presence presence,
            JsonMapper json,
            RealtimeSettings settings) {
        return new Relay(
                threads.relay(),
                feed,
                new DeclaredRights(catalog),
                tokens::requireStanding,
                presence,
                json,
                settings.deviceSockets(),
                settings.recent().toBytes());
    }

    @Bean
    OpenedAnnouncements openedAnnouncements(
            EntityCatalog catalog, SensitiveValues values, JsonMapper json, Relay relay) {
        return new OpenedAnnouncements(catalog, values, json, relay::announced);
    }

    @Bean
    AnnouncementFeed realtimeAnnouncements(
            OwnAnnouncements own, RedisConnectionFactory redis, OpenedAnnouncements announcements) {
        return AnnouncementFeed.ofChanges(own, redis, announcements);
    }

    @Bean
    PushAnswers pushAnswers(RedisConnectionFactory redis, Relay relay, JsonMapper json) {
        return new PushAnswers(redis, relay, json);
    }

    @Bean
    AnnouncementFeed realtimeNotifications(RedisConnectionFactory redis, Relay relay, PushAnswers receipts) {
        return AnnouncementFeed.ofNotifications(redis, message -> relay.notified(message, receipts));
    }

    @Bean
    RevocationListener socketRevocations(Relay relay) {
        return relay::revoked;
    }

    @Bean
    FeedWatch realtimeFeedWatch(FeedReader feed, Relay relay, RealtimeSettings settings) {
        return new FeedWatch(feed, relay, settings.watchInterval());
    }

    @Bean
    CallHandler subscribeCall(Relay relay, FeedReader feed, JsonMapper json) {
        return new SubscribeCall(relay.subscriptions(), feed, json);
    }

    @Bean
    CallHandler unsubscribeCall(Relay relay, JsonMapper json) {
        return new UnsubscribeCall(relay.subscriptions(), json);
    }

    @Bean
    CallHandler pushCall(CommandGateway commands, JsonMapper json) {
        return new PushCall(commands, json);
    }

    @Bean
    CallHandler pullCall(QueryGateway queries, JsonMapper json) {
        return new PullCall(queries, json);
    }

    @Bean
    CallHandler renewCall(TokenVerifier tokens, Relay relay, TokenExpiry expiry, JsonMapper json) {
        return new RenewCall(tokens, relay, expiry, json);
    }

    @Bean
    TokenExpiry socketTokenExpiry(Clock clock, JsonMapper json) {
        return new TokenExpiry(clock, json);
    }

    @Bean
    Arrivals socketArrivals(
            TokenVerifier tokens,
            Relay relay,
            List<CallHandler> handlers,
            TokenExpiry expiry,
            JsonMapper json,
            GatewayThreads threads,
            CallAllowance allowance,
            StrangerAllowance strangers) {
        var line = new CallLine(allowance, strangers, threads.events());
        return new Arrivals(tokens, relay, new CallHandlers(handlers), expiry, json, threads.calls(), line);
    }

    @Bean
    Engine socketIoEngine(EngineSettings settings, Arrivals arrivals, SslBundles bundles, MeterRegistry meters) {
        var engine = new Engine(
                settings, arrivals, settings.sslBundle() == null ? null : SocketTls.of(settings.sslBundle(), bundles));
        Gauge.builder("startynk.realtime.sessions", engine, Engine::sessions)
                .description("open Socket.IO sessions")
                .register(meters);
        return engine;
    }

    @Bean
    RealtimeServer realtimeServer(Engine engine, FeedWatch watch) {
        return new RealtimeServer(engine, watch);
    }
}
