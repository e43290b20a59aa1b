package com.startynk.sync.standalone;

import java.util.List;
import java.util.Map;

/** Where a client can put something in. */
final class Entrances {

    /** The paths that take a body, and how an item is put into one. */
    static final Map<String, String> PUSHES = Map.of(
            "/api/v1/sync/items", "%s",
            "/trpc/sync.syncItem", "%s",
            "/api/v1/sync/batches", "{\"items\":[%s]}",
            "/trpc/sync.syncBatch", "{\"items\":[%s]}",
            "/trpc/sync.syncItem,sync.syncBatch?batch=1", "{\"0\":%1$s,\"1\":{\"items\":[%1$s]}}");

    static final List<String> POSTS = List.of(
            "/api/v1/sync/items",
            "/api/v1/sync/batches",
            "/api/v1/sync/retries",
            "/trpc/sync.syncItem",
            "/trpc/sync.syncBatch",
            "/trpc/sync.getUpdates",
            "/trpc/sync.syncItem,sync.getUpdates?batch=1",
            "/api/v1/auth/login",
            "/api/v1/auth/refresh",
            "/api/v1/auth/password",
            "/api/v1/auth/security-events",
            "/api/v1/push-tokens",
            "/api/v1/notifications/read",
            "/api/v1/conflicts/7d0e0000-0000-4000-8000-000000000001/resolution");

    static final List<String> GETS = List.of(
            "/api/v1/entities/task/%s",
            "/api/v1/entities/%s",
            "/api/v1/entities/%1$s/%1$s",
            "/api/v1/entities/task?projectId=%s",
            "/api/v1/entities/task?sort=%s",
            "/api/v1/entities/task?title=%s",
            "/api/v1/entities/task?cursor=%s",
            "/api/v1/entities/task?%s=1",
            "/api/v1/sync/updates?cursor=%s",
            "/api/v1/sync/updates?since=%s",
            "/api/v1/sync/updates?projectIds=%s",
            "/api/v1/sync/updates?entityTypes=%s",
            "/api/v1/sync/updates?limit=%s",
            "/api/v1/sync/digest?projectIds=%s&entityType=%1$s&prefix=%1$s",
            "/api/v1/conflicts?status=%s",
            "/api/v1/conflicts?projectId=%s",
            "/api/v1/conflicts/%s",
            "/api/v1/id-mappings?localId=%s",
            "/api/v1/notifications?cursor=%s",
            "/api/v1/%s",
            "/trpc/%s",
            "/trpc/sync.getUpdates?input=%s",
            "/trpc/%1$s,%1$s?batch=1&input=%1$s",
            "/%s");

    static final List<String> HEADERS = List.of(
            "Authorization",
            "If-None-Match",
            "Content-Type",
            "X-Sync-Consistency",
            "Accept",
            "X-Forwarded-For",
            "Cookie");

    private Entrances() {}
}
