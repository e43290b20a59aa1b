package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.CachePolicy;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.EntityTags;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reading one entity. */
@RestController
public final class EntityController {

    private static final byte[] NOTHING = {};

    private final EntityReader reader;
    private final Access access;
    private final ShownFields fields;
    private final KnownPolicies policies;
    private final FailureWriter failures;

    public EntityController(
            EntityReader reader, Access access, ShownFields fields, KnownPolicies policies, FailureWriter failures) {
        this.reader = reader;
        this.access = access;
        this.fields = fields;
        this.policies = policies;
        this.failures = failures;
    }

    /** Written by hand: it is the busiest of all paths here, and Spring's way of writing costs as much as the reading. */
    @GetMapping("/api/v1/entities/{type}/{id}")
    void entity(
            @PathVariable Map<String, String> path,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var type = path.getOrDefault("type", "");
        var declared = access.readable(type, caller);
        var policy = policies.of(declared);
        var id = Access.id(path.getOrDefault("id", ""));
        var read = reader.read(type, id, () -> policies.of(declared).ttl(), caller);
        var tag = EntityTags.of(read.entity().version());
        var unchanged = EntityTags.matches(ifNoneMatch(request), tag);
        var body = unchanged ? NOTHING : shown(read.entity(), declared, caller);
        response.setHeader(HttpHeaders.ETAG, tag);
        response.setHeader(HttpHeaders.CACHE_CONTROL, cacheControl(policy));
        // A cache that several people use one after the other must not give one what the other may see.
        response.addHeader(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
        response.setHeader("X-Cache", read.hit() ? "HIT" : "MISS");
        response.setHeader(KnownPolicies.VERSION_HEADER, policies.version());
        if (unchanged) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A list may come in several lines. */
    private static @Nullable String ifNoneMatch(HttpServletRequest request) {
        var lines = Collections.list(request.getHeaders(HttpHeaders.IF_NONE_MATCH));
        return lines.isEmpty() ? null : String.join(", ", lines);
    }

    private byte[] shown(EntityView entity, EntityType declared, Caller caller) {
        return fields.to(caller.roles(), List.of(ShownFields.Named.of(entity)))
                .shown(entity, declared)
                .bytes();
    }

    @ExceptionHandler
    void on(SyncFailure thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var failure = Failures.of(thrown);
        failures.write(
                request,
                response,
                thrown.errorCode() == ErrorCode.UNKNOWN_ENTITY_TYPE ? failure.asUnknownPlace() : failure);
    }

    private static String cacheControl(CachePolicy policy) {
        return switch (policy.strategy()) {
            case NETWORK_FIRST -> "private, no-cache";
            case CACHE_FIRST -> "private, max-age=" + policy.ttl().toSeconds();
            case STALE_WHILE_REVALIDATE ->
                "private, max-age=" + policy.ttl().toSeconds() + ", stale-while-revalidate="
                        + policy.stale().toSeconds();
        };
    }
}
