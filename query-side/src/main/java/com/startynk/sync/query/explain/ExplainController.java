package com.startynk.sync.query.explain;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Explanations over REST. */
@RestController
public final class ExplainController {

    private final Explainer explainer;

    public ExplainController(Explainer explainer) {
        this.explainer = explainer;
    }

    @GetMapping("/api/v1/sync/explain")
    Object explain(QueryParameters parameters, Caller caller) {
        return explainer.explain(parameters, caller);
    }
}
