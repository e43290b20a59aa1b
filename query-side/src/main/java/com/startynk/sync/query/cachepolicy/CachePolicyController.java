package com.startynk.sync.query.cachepolicy;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.protocol.Caller;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells devices how to keep copies. */
@RestController
public final class CachePolicyController {

    private final List<CachePolicyRows.Policy> policies;

    public CachePolicyController(EntityCatalog catalog) {
        policies = CachePolicyRows.of(catalog);
    }

    record Answer(List<CachePolicyRows.Policy> items) {}

    @GetMapping("/api/v1/cache/policies")
    Answer policies(Caller caller) {
        return new Answer(policies);
    }
}
