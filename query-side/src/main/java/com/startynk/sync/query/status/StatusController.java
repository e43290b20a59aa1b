package com.startynk.sync.query.status;

import com.startynk.sync.protocol.Caller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The status over REST. */
@RestController
public final class StatusController {

    private final StatusReader reader;

    public StatusController(StatusReader reader) {
        this.reader = reader;
    }

    @GetMapping("/api/v1/sync/status")
    Object status(Caller caller) {
        return reader.statusOf(caller);
    }
}
