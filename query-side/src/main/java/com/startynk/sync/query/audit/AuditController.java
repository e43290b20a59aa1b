package com.startynk.sync.query.audit;

import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.platform.failure.Failures;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Looking back over REST. */
@RestController
public final class AuditController {

    private static final Duration TRY_AGAIN = Duration.ofSeconds(30);

    private final EntityAudit entities;
    private final FieldAudit fields;
    private final ProjectAudit projects;
    private final SessionAudit sessions;
    private final AuditAccess access;
    private final FailureWriter failures;
    private final Semaphore exports;

    public AuditController(
            EntityAudit entities,
            FieldAudit fields,
            ProjectAudit projects,
            SessionAudit sessions,
            AuditAccess access,
            FailureWriter failures,
            AuditSettings settings,
            MeterRegistry meters) {
        this.entities = entities;
        this.fields = fields;
        this.projects = projects;
        this.sessions = sessions;
        this.access = access;
        this.failures = failures;
        this.exports = new Semaphore(settings.exports());
        Gauge.builder("startynk.audit.exports", () -> settings.exports() - exports.availablePermits())
                .description("Readers of a project's audit")
                .register(meters);
    }

    @GetMapping("/api/v1/audit/entities/{type}/{id}/events")
    Object events(
            @PathVariable("type") String type,
            @PathVariable("id") String id,
            QueryParameters parameters,
            Caller caller) {
        return entities.events(type, id, parameters, caller);
    }

    @GetMapping("/api/v1/audit/entities/{type}/{id}/state")
    Object state(
            @PathVariable("type") String type,
            @PathVariable("id") String id,
            QueryParameters parameters,
            Caller caller) {
        return entities.state(type, id, parameters, caller);
    }

    @GetMapping("/api/v1/audit/entities/{type}/{id}/fields/{field}")
    Object field(
            @PathVariable("type") String type,
            @PathVariable("id") String id,
            @PathVariable("field") String field,
            QueryParameters parameters,
            Caller caller) {
        return fields.lines(type, id, field, parameters, caller);
    }

    @GetMapping("/api/v1/audit/sessions")
    Object sessions(QueryParameters parameters, Caller caller) {
        return sessions.lines(parameters, caller);
    }

    /** Written on the thread of the request: who reads slowly slows the reading of the store, and nothing is kept for him. */
    @GetMapping("/api/v1/audit/events")
    void events(QueryParameters parameters, Caller caller, HttpServletResponse response) throws IOException {
        var wanted = wanted(parameters, caller);
        if (!exports.tryAcquire()) {
            throw new SyncFailure(
                    ErrorCode.TEMPORARILY_UNAVAILABLE,
                    "Others are reading the audit; try again.",
                    List.of(),
                    Map.of(),
                    TRY_AGAIN);
        }
        try {
            response.setContentType("application/x-ndjson");
            projects.write(wanted, response.getOutputStream());
        } catch (RuntimeException e) {
            if (response.isCommitted()) {
                throw new BrokenOff(e);
            }
            throw e;
        } finally {
            exports.release();
        }
    }

    private ProjectAudit.Wanted wanted(QueryParameters parameters, Caller caller) {
        AuditAccess.requireManager(caller);
        var named = parameters.text("projectId");
        if (named == null) {
            throw SyncFailure.invalid("projectId", "must be given");
        }
        var from = parameters.instant("from");
        var to = parameters.instant("to");
        if (from != null && to != null && to.isBefore(from)) {
            throw SyncFailure.invalid("to", "must not be before from");
        }
        var projectId = Projects.normal(named);
        access.requireProject(caller, projectId);
        return new ProjectAudit.Wanted(projectId, from, to, caller);
    }

    @ExceptionHandler
    void on(SyncFailure thrown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        var failure = Failures.of(thrown);
        failures.write(
                request,
                response,
                thrown.errorCode() == ErrorCode.UNKNOWN_ENTITY_TYPE ? failure.asUnknownPlace() : failure);
    }

    /** Left to the container, which has it logged and cuts the connection. */
    @ExceptionHandler
    @SuppressWarnings("DoNotCallSuggester") // Spring calls it
    void on(BrokenOff thrown) throws BrokenOff {
        throw thrown;
    }
}
