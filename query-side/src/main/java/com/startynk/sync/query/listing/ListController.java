package com.startynk.sync.query.listing;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.cachepolicy.KnownPolicies;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.JsonBytes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lists of entities, and how many they are. */
@RestController
public final class ListController {

    private final EntityList list;
    private final Access access;
    private final ShownFields fields;
    private final KnownPolicies policies;
    private final FailureWriter failures;

    public ListController(
            EntityList list, Access access, ShownFields fields, KnownPolicies policies, FailureWriter failures) {
        this.list = list;
        this.access = access;
        this.fields = fields;
        this.policies = policies;
        this.failures = failures;
    }

    @GetMapping("/api/v1/entities/{type}")
    ResponseEntity<byte[]> entities(@PathVariable("type") String type, QueryParameters parameters, Caller caller) {
        var declared = access.readable(type, caller);
        var page = list.read(declared, parameters, caller);
        var json = new JsonBytes(page.items().size() * 600).raw("{\"items\":[");
        var separator = "";
        var view = fields.to(
                caller.roles(), page.items().stream().map(ShownFields.Named::of).toList());
        for (var entity : page.items()) {
            json.raw(separator).raw(view.shown(entity, declared).bytes());
            separator = ",";
        }
        json.raw("],\"nextCursor\":");
        var cursor = page.nextCursor();
        return answer((cursor == null ? json.raw("null") : json.text(cursor)).raw("}"));
    }

    @GetMapping("/api/v1/entities/{type}/count")
    ResponseEntity<byte[]> count(@PathVariable("type") String type, QueryParameters parameters, Caller caller) {
        var count = list.count(access.readable(type, caller), parameters, caller);
        return answer(new JsonBytes(64).raw("{\"count\":").number(count).raw("}"));
    }

    private ResponseEntity<byte[]> answer(JsonBytes json) {
        return ResponseEntity.ok()
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .header(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION)
                .header(KnownPolicies.VERSION_HEADER, policies.version())
                .contentType(MediaType.APPLICATION_JSON)
                .body(json.toByteArray());
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
