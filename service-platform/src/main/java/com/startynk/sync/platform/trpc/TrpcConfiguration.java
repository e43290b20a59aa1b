package com.startynk.sync.platform.trpc;

import com.startynk.sync.platform.failure.FailureEnvelope;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.json.JsonReading;
import com.startynk.sync.platform.limit.RequestCalls;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** tRPC for the procedures that the services of this process publish. */
@Configuration(proxyBeanMethods = false)
public class TrpcConfiguration {

    @Bean
    FailureEnvelope trpcEnvelope() {
        return new TrpcEnvelope();
    }

    @Bean
    RequestCalls trpcCalls() {
        return request ->
                TrpcRequest.isTrpc(request) ? TrpcRequest.of(request).names().size() : 1;
    }

    @Bean
    ServletRegistrationBean<TrpcServlet> trpcServlet(
            ObjectProvider<Procedure> procedures,
            JsonReading reading,
            JsonMapper json,
            FailureWriter failures,
            MeterRegistry meters) {
        var servlet = new TrpcServlet(
                new Procedures(procedures.orderedStream().toList(), meters), new TrpcInputs(reading), json, failures);
        var registration = new ServletRegistrationBean<>(servlet, TrpcRequest.ROOT + "/*");
        registration.setLoadOnStartup(1);
        return registration;
    }
}
