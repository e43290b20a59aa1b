package com.startynk.sync.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;

/** Lets listed web pages call. Without credentials: a page brings its token itself. */
final class ListedOrigins implements CorsConfigurationSource {

    private static final long TEN_MINUTES = 600;

    private final List<String> origins;
    private final CorsConfiguration listed = new CorsConfiguration();

    ListedOrigins(List<String> origins) {
        this.origins = origins;
        listed.setAllowedOrigins(origins);
        listed.setAllowedMethods(List.of("GET", "POST", "PUT", "PATCH", "DELETE"));
        listed.setAllowedHeaders(List.of(
                HttpHeaders.AUTHORIZATION,
                HttpHeaders.CONTENT_TYPE,
                HttpHeaders.IF_MATCH,
                HttpHeaders.IF_NONE_MATCH,
                "X-Sync-Consistency"));
        listed.setExposedHeaders(List.of(
                HttpHeaders.ETAG,
                HttpHeaders.RETRY_AFTER,
                "X-Cache",
                "X-Cache-Policies",
                "RateLimit-Limit",
                "RateLimit-Remaining",
                "RateLimit-Reset"));
        listed.setMaxAge(TEN_MINUTES);
    }

    /** Others are answered as if they were no web pages: without the headers, their browsers show them nothing. */
    @Override
    public @Nullable CorsConfiguration getCorsConfiguration(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && listed.checkOrigin(origin) != null ? listed : null;
    }

    boolean isEmpty() {
        return origins.isEmpty();
    }
}
