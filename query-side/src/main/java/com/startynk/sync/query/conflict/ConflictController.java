package com.startynk.sync.query.conflict;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The record of conflicts over REST. */
@RestController
public final class ConflictController {

    private final ConflictReader reader;

    public ConflictController(ConflictReader reader) {
        this.reader = reader;
    }

    @GetMapping("/api/v1/conflicts")
    Object conflicts(QueryParameters parameters, Caller caller) {
        return reader.list(parameters, caller);
    }

    @GetMapping("/api/v1/conflicts/{id}")
    Object conflict(@PathVariable("id") String id, Caller caller) {
        return reader.one(id, caller);
    }
}
