package com.startynk.sync.query.listing;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.membership.Access;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What somebody asks for: every parameter that is no other one is a filter by the field of its name. */
final class ListInput {

    private static final Set<String> NO_FILTERS = Set.of("projectId", SearchText.PARAMETER);

    private final EntityType type;
    private final QueryParameters parameters;
    private final Caller caller;
    private final Access access;

    ListInput(EntityType type, QueryParameters parameters, Caller caller, Access access) {
        this.type = type;
        this.parameters = parameters;
        this.caller = caller;
        this.access = access;
    }

    /** @param others parameters that are no filters either */
    List<FieldFilter> filters(Set<String> others) {
        var filters = new TreeSet<>(parameters.names())
                .stream()
                        .filter(name -> !NO_FILTERS.contains(name) && !others.contains(name))
                        .map(this::filter)
                        .toList();
        requireShown(parameters.names());
        return filters;
    }

    private FieldFilter filter(String name) {
        var field = type.fields().get(name);
        if (field == null) {
            throw SyncFailure.invalid(name, "is no field of " + type.name());
        }
        var wanted = parameters.text(name);
        return FieldFilter.of(field, wanted == null ? "" : wanted);
    }

    /** What is found by a field, and in which order, tells what it holds. */
    void requireShown(Collection<String> fields) {
        var hidden = type.hiddenFields(caller.roles());
        for (var field : fields) {
            if (hidden.contains(field)) {
                throw new SyncFailure(ErrorCode.FORBIDDEN, "your roles may not read " + field);
            }
        }
    }

    /** Null where no words are looked for. */
    SearchText.@Nullable Wanted text() {
        var text = parameters.text(SearchText.PARAMETER);
        return parameters.names().contains(SearchText.PARAMETER)
                ? SearchText.wanted(type, text == null ? "" : text, type.hiddenFields(caller.roles()))
                : null;
    }

    Selection selection(List<FieldFilter> filters) {
        var projects = projects(parameters.text("projectId"));
        return new Selection(access.sight(caller).of(List.of(type.name())), projects, filters);
    }

    /** Null stands for all projects. */
    private @Nullable Collection<String> projects(@Nullable String named) {
        if (named != null) {
            var projectId = Projects.normal(named);
            access.requireProject(caller, projectId);
            return List.of(projectId);
        }
        return caller.isAdmin() ? null : access.projectsOf(caller);
    }
}
