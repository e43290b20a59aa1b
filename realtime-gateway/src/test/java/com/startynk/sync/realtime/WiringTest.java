package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.ServicePlatformConfiguration;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.feed.FindFeedHead;
import com.startynk.sync.protocol.feed.FindMemberships;
import com.startynk.sync.protocol.feed.Memberships;
import com.startynk.sync.realtime.engine.Engine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryMessage;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;

/** The gateway as a process has it: under the platform, with real tokens and a real Redis. */
class WiringTest {

    private static final String SECRET = "a-key-for-tests-that-is-long-enough-for-HS256";

    private static final FeedModel FEED = new FeedModel();

    @Test
    void tellsTheHolderOfAValidTokenWhatIsAnnouncedOnRedis() throws Exception {
        var stack = EmbeddedStack.shared();
        var settings = new HashMap<String, Object>(stack.properties(stack.newDatabase()));
        settings.putAll(
                Map.of("server.port", "0", "startynk.realtime.port", "0", "startynk.identity.jwt-secret", SECRET));
        var application = new SpringApplicationBuilder(
                ServicePlatformConfiguration.class, RealtimeGatewayConfiguration.class, Surroundings.class);
        try (var context = application.properties(settings).run()) {
            var redis = context.getBean(StringRedisTemplate.class);
            FEED.member("anna", "p-1");
            FEED.publisher = announcement ->
                    redis.convertAndSend(FeedAnnouncement.CHANNEL, Gateway.JSON.writeValueAsString(announcement));
            var port = context.getBean(Engine.class).port();

            try (var anna = Client.at(port, token("WORKER"));
                    var stranger = Client.at(port, "x.y.z")) {
                anna.next("connect");
                stranger.next("connect_error");
                FEED.change("payroll", "p-1", "pay-1", 1);
                var task = FEED.task("p-1");
                anna.hears(task);
                assertThat(anna.askJson("sync:push", "{}").path("status").stringValue())
                        .isEqualTo("RETRY");
            }
        }
    }

    private static String token(String role) throws Exception {
        var now = Instant.now().getEpochSecond();
        var claims = Map.<String, Object>of(
                "sub", "anna", "device_id", "d-1", "roles", List.of(role), "iat", now, "exp", now + 900);
        var token = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(claims));
        token.sign(new MACSigner(SECRET));
        return token.serialize();
    }

    /** What standalone brings, and the two answers of the query side that letting someone in takes. */
    @Configuration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        EntityCatalog entityCatalog() {
            return EntityCatalog.load(null);
        }

        @Bean
        Object answers(QueryBus queries) {
            queries.subscribe(
                    FindFeedHead.class.getName(), FeedHead.class, (QueryMessage<?, FeedHead> query) -> FEED.headNow());
            return queries.subscribe(
                    FindMemberships.class.getName(),
                    Memberships.class,
                    (QueryMessage<?, Memberships> query) ->
                            FEED.memberships(((FindMemberships) query.getPayload()).userId()));
        }
    }
}
