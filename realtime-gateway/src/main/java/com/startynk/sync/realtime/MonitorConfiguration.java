package com.startynk.sync.realtime;

import com.startynk.sync.platform.axon.AxonSettings;
import com.startynk.sync.platform.session.Revocations;
import com.startynk.sync.realtime.call.Arrivals;
import com.startynk.sync.realtime.engine.Engine;
import com.startynk.sync.realtime.monitor.GatewayMetrics;
import com.startynk.sync.realtime.monitor.GatewayMonitor;
import com.startynk.sync.realtime.monitor.GatewayWatch;
import com.startynk.sync.realtime.monitor.MonitorController;
import com.startynk.sync.realtime.presence.Presence;
import com.startynk.sync.realtime.relay.Relay;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of sockets. */
@Configuration(proxyBeanMethods = false)
class MonitorConfiguration {

    @Bean
    GatewayWatch gatewayWatch(Engine engine, Arrivals arrivals, Relay relay, Presence presence, MeterRegistry meters) {
        var watch = new GatewayWatch(engine.traffic(), arrivals.handshakes(), relay, presence);
        GatewayMetrics.of(watch, meters);
        return watch;
    }

    @Bean
    GatewayMonitor gatewayMonitor(
            GatewayWatch watch,
            RedisConnectionFactory redis,
            JsonMapper json,
            Revocations revocations,
            AxonSettings axon,
            Engine engine) {
        return new GatewayMonitor(
                watch,
                redis,
                json,
                () -> "startynk:sockets:" + revocations.deployment() + ':',
                axon.node(),
                engine::port);
    }

    @Bean
    MonitorController monitorController(GatewayMonitor monitor) {
        return new MonitorController(monitor);
    }
}
