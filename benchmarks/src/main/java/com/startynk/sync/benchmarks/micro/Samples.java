package com.startynk.sync.benchmarks.micro;

import com.startynk.sync.platform.json.JsonConfiguration;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A task as it is sent and kept, and the mapper of everything that crosses the wire. */
final class Samples {

    static final JsonMapper JSON = new JsonConfiguration().jsonMapper();

    private static final String TASK = """
        {"title": "Seal parapet, floor 4",
         "description": "Check screed, floor 2. Order risers, floor 7. Lift windows, floor 1. Clear stairs B, floor 9.",
         "status": "IN_PROGRESS", "progress": 45, "dueOn": "2030-05-17",
         "assigneeIds": ["6b0f2a52-58a3-4b0e-9a41-0d2f6c1f7d11", "f2d9b8a4-0c0e-4b53-8b52-5d0a6c4e9b22"],
         "checklist": {"drawings": true, "material": false, "tools": false}}\
        """;

    private static final String ITEM = """
        {"mutationId": "0198f6f2-7c1e-7bb4-9d3a-6d2a64b0f3a1", "entityType": "task", "operation": "UPDATE",
         "entityId": "5b1c0f5e-3d60-4a3a-9a0b-3d9f8f1f6c01", "localId": null,
         "projectId": "7d0e0000-0000-4000-8000-000000000001", "baseVersion": 3, "data": %s, "priority": "NORMAL",
         "clientTimestamp": "2026-11-23T08:00:00.000Z",
         "checksum": "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"}\
        """.formatted(TASK);

    private Samples() {}

    static JsonNode task() {
        return JSON.readTree(TASK);
    }

    static byte[] item() {
        return ITEM.getBytes(StandardCharsets.UTF_8);
    }
}
