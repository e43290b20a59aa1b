package com.startynk.sync.protocol.person;

import java.util.List;

/** The records that are about one person. */
public record RecordsAbout(List<Found> records) {

    public RecordsAbout {
        records = List.copyOf(records);
    }

    /** One of them, and where it lives. */
    public record Found(String entityType, String entityId, String projectId) {}
}
