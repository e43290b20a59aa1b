package com.startynk.sync.query.entity;

import com.startynk.sync.catalog.CachePolicy;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Reading one entity. */
@RestController
public final class EntityController {

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

    @GetMapping("/api/v1/entities/{type}/{id}")
    ResponseEntity<byte[]> entity(
            @PathVariable("type") String type,
            @PathVariable("id") String id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            Caller caller) {
        var declared = access.readable(type, caller);
        var policy = policies.of(declared);
        var read = reader.read(type, Access.id(id), () -> policies.of(declared).ttl(), caller);
        var tag = EntityTags.of(read.entity().version());
        var unchanged = EntityTags.matches(ifNoneMatch, tag);
        var answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, cacheControl(policy))
                // A cache that several people use one after the other must not give one what the other may see.
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .header("X-Cache", read.hit() ? "HIT" : "MISS")
                .header(KnownPolicies.VERSION_HEADER, policies.version());
        return unchanged
                ? answer.build()
                : answer.contentType(MediaType.APPLICATION_JSON)
                        .body(fields.to(caller.roles(), List.of(ShownFields.Named.of(read.entity())))
                                .shown(read.entity(), declared)
                                .bytes());
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
