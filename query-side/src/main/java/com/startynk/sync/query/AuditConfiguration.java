package com.startynk.sync.query;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.platform.axon.StoredEvents;
import com.startynk.sync.platform.failure.FailureWriter;
import com.startynk.sync.query.audit.AuditAccess;
import com.startynk.sync.query.audit.AuditController;
import com.startynk.sync.query.audit.AuditSettings;
import com.startynk.sync.query.audit.EntityAudit;
import com.startynk.sync.query.audit.EntityStreams;
import com.startynk.sync.query.audit.FieldAudit;
import com.startynk.sync.query.audit.ProjectAudit;
import com.startynk.sync.query.audit.SessionAudit;
import com.startynk.sync.query.deadletter.DeadLetterQueue;
import com.startynk.sync.query.entity.EntityRows;
import com.startynk.sync.query.entity.ShownFields;
import com.startynk.sync.query.explain.ExplainController;
import com.startynk.sync.query.explain.Explainer;
import com.startynk.sync.query.explain.ParkedRows;
import com.startynk.sync.query.membership.Access;
import com.startynk.sync.query.platform.DeploymentRows;
import com.startynk.sync.query.platform.QuerySettings;
import com.startynk.sync.query.platform.ReadBarrier;
import com.startynk.sync.query.status.DevicePulls;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What looks back. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {

    @Bean
    EntityStreams entityStreams(EventStore store) {
        return new EntityStreams(store);
    }

    @Bean
    AuditAccess auditAccess(
            Access access, EntityStreams streams, ShownFields shown, ReadBarrier barrier, QuerySettings settings) {
        return new AuditAccess(access, streams, shown, barrier, settings);
    }

    @Bean
    EntityAudit entityAudit(AuditAccess access, EntityStreams streams) {
        return new EntityAudit(access, streams);
    }

    @Bean
    ProjectAudit projectAudit(
            StoredEvents stored,
            EntityStreams streams,
            EntityCatalog catalog,
            AuditAccess access,
            JsonMapper json,
            MeterRegistry meters) {
        return new ProjectAudit(stored, streams, catalog, access, json, meters);
    }

    @Bean
    FieldAudit fieldAudit(AuditAccess access, EntityStreams streams) {
        return new FieldAudit(access, streams);
    }

    @Bean
    SessionAudit sessionAudit(StoredEvents stored, Clock clock) {
        return new SessionAudit(stored, clock);
    }

    @Bean
    AuditController auditController(
            EntityAudit entities,
            FieldAudit fields,
            ProjectAudit projects,
            SessionAudit sessions,
            AuditAccess access,
            FailureWriter failures,
            AuditSettings settings,
            MeterRegistry meters) {
        return new AuditController(entities, fields, projects, sessions, access, failures, settings, meters);
    }

    @Bean
    ExplainController explainController(
            EntityStreams streams,
            EntityRows rows,
            JdbcTemplate jdbc,
            @Qualifier("entityLetters") DeadLetterQueue letters,
            DevicePulls pulls,
            DeploymentRows deployment,
            Access access,
            ReadBarrier barrier,
            QuerySettings settings) {
        return new ExplainController(new Explainer(
                streams, rows, new ParkedRows(jdbc), letters, pulls, deployment, access, barrier, settings));
    }
}
