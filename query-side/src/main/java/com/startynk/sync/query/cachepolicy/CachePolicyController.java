package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.cachepolicy.CachePolicyView;
import com.startynk.sync.query.platform.EntityTags;
import com.startynk.sync.query.platform.QuerySettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Tells devices how to keep copies. */
@RestController
public final class CachePolicyController {

    private final EntityCatalog catalog;
    private final KnownPolicies policies;
    private final QuerySettings settings;

    public CachePolicyController(EntityCatalog catalog, KnownPolicies policies, QuerySettings settings) {
        this.catalog = catalog;
        this.policies = policies;
        this.settings = settings;
    }

    /**
     * All policies.
     *
     * @param version another text whenever another policy may hold
     * @param changed the types whose policies are other than declared
     */
    record Answer(List<CachePolicyView> items, String version, List<Changed> changed) {}

    /**
     * A type whose policy was changed at run time.
     *
     * @param declared what would hold else, of the members that were changed
     */
    record Changed(String entityType, Map<String, Object> declared) {}

    @GetMapping("/api/v1/cache/policies")
    ResponseEntity<Answer> policies(
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String ifNoneMatch,
            Caller caller) {
        var all = policies.all(settings.consistentWait());
        var tag = EntityTags.of(all.version());
        var unchanged = EntityTags.matches(ifNoneMatch, tag);
        var answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        return unchanged ? answer.build() : answer.body(new Answer(all.shown(), all.version(), changed(all)));
    }

    private List<Changed> changed(CachePolicies all) {
        return catalog.types().stream()
                .flatMap(type ->
                        all
                                .changeOf(type.name())
                                .map(change -> new Changed(type.name(), declared(change, type)))
                                .stream())
                .toList();
    }

    private static Map<String, Object> declared(CachePolicyChange change, EntityType type) {
        var cache = type.cache();
        var declared = new LinkedHashMap<String, Object>();
        if (change.strategy() != null) {
            declared.put("strategy", cache.strategy().name());
        }
        if (change.ttlSeconds() != null) {
            declared.put("ttlSeconds", cache.ttl().toSeconds());
        }
        if (change.maxEntries() != null) {
            declared.put("maxEntries", cache.maxEntries());
        }
        if (change.compress() != null) {
            declared.put("compress", cache.compress());
        }
        if (change.encrypt() != null) {
            declared.put("encrypt", cache.encrypt());
        }
        return declared;
    }
}
