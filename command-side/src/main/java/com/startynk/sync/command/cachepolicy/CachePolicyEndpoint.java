package com.startynk.sync.command.cachepolicy;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.cachepolicy.CachePolicyView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Lets admins change cache policies. Showing them is the query side's. */
@RestController
class CachePolicyEndpoint {

    private final PolicyRequests requests;
    private final FailureWriter failures;

    CachePolicyEndpoint(PolicyRequests requests, FailureWriter failures) {
        this.requests = requests;
        this.failures = failures;
    }

    @PatchMapping("/api/v1/cache/policies/{entityType}")
    ResponseEntity<CachePolicyView> change(
            @PathVariable("entityType") String entityType,
            @RequestBody JsonNode body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(requests.change(entityType, body, ifMatch, caller));
    }

    @DeleteMapping("/api/v1/cache/policies/{entityType}")
    ResponseEntity<CachePolicyView> reset(
            @PathVariable("entityType") String entityType,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(requests.reset(entityType, ifMatch, caller));
    }

    private static ResponseEntity<CachePolicyView> answer(PolicyAsChanged changed) {
        return ResponseEntity.ok()
                .header(HttpHeaders.ETAG, IfMatch.tag(changed.version()))
                .body(changed.policy());
    }

    @ExceptionHandler
    void on(SyncFailure thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var failure = Failures.of(thrown);
        failures.write(
                request,
                response,
                thrown.errorCode() == ErrorCode.UNKNOWN_ENTITY_TYPE ? failure.asUnknownPlace() : failure);
    }
}
