package com.startynk.sync.platform.identity;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Spring Security with a chain of one filter. There are no sessions, forms or cookies, so there is nothing for the usual
 * dozen of filters to do.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityConfiguration {

    @Bean
    TokenVerifier tokenVerifier(
            IdentitySettings settings,
            ObjectProvider<TokenStanding> standings,
            ObjectProvider<CallerWatch> watches,
            Clock clock) {
        return new JwtVerifier(
                TokenProcessor.of(settings),
                settings,
                standings.orderedStream().toList(),
                watches.orderedStream().toList(),
                clock);
    }

    @Bean
    SecurityFilterChain securityFilterChain(
            TokenVerifier tokens,
            ObjectProvider<OpenPath> openPaths,
            ObjectProvider<RequestGate> gates,
            @Value("${management.endpoints.web.base-path:/actuator}") String operations,
            FailureWriter failures) {
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new CallerFilter(
                        tokens,
                        openPaths.orderedStream().toList(),
                        gates.orderedStream().toList(),
                        operations,
                        failures));
    }

    /** Refuses ambiguous paths and unknown methods; the container has judged the characters of headers already. */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> true);
        firewall.setAllowedHeaderValues(value -> true);
        firewall.setAllowedParameterNames(name -> true);
        firewall.setAllowedParameterValues(value -> true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler(FailureWriter failures) {
        return (request, response, rejected) -> failures.write(
                request, response, new SyncFailure(ErrorCode.INVALID_INPUT, "This path or method cannot be read."));
    }

    @Bean
    SecurityObservationSettings securityObservationSettings() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    WebMvcConfigurer callerArguments() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CallerArgument());
            }
        };
    }
}
