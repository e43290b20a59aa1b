package com.startynk.sync.query.digest;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.platform.InputFields;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what a client asks, and names what is wrong with it. */
final class DigestInput {

    private static final String PROJECTS = "projectIds";
    private static final String TYPE = "entityType";
    private static final String PREFIX = "prefix";

    private DigestInput() {}

    static DigestQuery read(QueryParameters parameters) {
        return query(parameters.list(PROJECTS), parameters.text(TYPE), parameters.text(PREFIX));
    }

    static DigestQuery read(JsonNode input) {
        var fields = new InputFields(input);
        var projectIds = fields.texts(PROJECTS);
        var entityType = fields.text(TYPE);
        var prefix = fields.text(PREFIX);
        fields.refuseIfWrong();
        return query(projectIds, entityType, prefix);
    }

    private static DigestQuery query(List<String> named, @Nullable String entityType, @Nullable String prefix) {
        var projectIds = named.stream().map(Projects::normal).distinct().toList();
        if (entityType == null) {
            if (prefix != null) {
                throw SyncFailure.invalid(TYPE, "is needed beside a prefix");
            }
            return new DigestQuery(projectIds, null);
        }
        if (projectIds.size() != 1) {
            throw SyncFailure.invalid(PROJECTS, "must name one project beside an entity type");
        }
        return new DigestQuery(
                projectIds, new DigestQuery.Below(entityType, IdPrefix.of(prefix == null ? "" : prefix)));
    }
}
