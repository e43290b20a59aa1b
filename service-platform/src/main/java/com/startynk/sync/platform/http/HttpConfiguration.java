package com.startynk.sync.platform.http;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.json.JsonReading;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.filter.CorsFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The edge of every service. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
@Import({Problems.class, ErrorDispatch.class})
public class HttpConfiguration {

    @Bean
    FilterRegistrationBean<RequestSizeFilter> requestSizeFilter(HttpSettings settings, FailureWriter failures) {
        var registration = new FilterRegistrationBean<>(new RequestSizeFilter(settings, failures));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }

    @Bean
    FilterRegistrationBean<SafetyHeaders> safetyHeaders() {
        var registration = new FilterRegistrationBean<>(new SafetyHeaders());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 5);
        return registration;
    }

    /** Before tokens are asked for: a browser asks whether it may call without one. */
    @Bean
    FilterRegistrationBean<CorsFilter> crossOriginCalls(HttpSettings settings) {
        var origins = new ListedOrigins(settings.allowedOrigins());
        var registration = new FilterRegistrationBean<>(new CorsFilter(origins));
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 7);
        registration.setEnabled(!origins.isEmpty());
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> unreadBodies(HttpSettings settings) {
        return tomcat -> tomcat.addEngineValves(new UnreadBodies(settings));
    }

    @Bean
    WebMvcConfigurer edge(JsonMapper mapper, JsonReading reading) {
        return new WebMvcConfigurer() {

            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.withJsonConverter(new StrictJsonConverter(mapper, reading));
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new QueryParametersArgument());
            }

            /** Answers are JSON, whatever a caller would accept. */
            @Override
            public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
                negotiation.strategies(List.of(request -> ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST));
            }
        };
    }
}
