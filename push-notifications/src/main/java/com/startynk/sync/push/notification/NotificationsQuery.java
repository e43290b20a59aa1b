package com.startynk.sync.push.notification;

import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.push.platform.InputObject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which page of a person's notifications is asked for. */
record NotificationsQuery(@Nullable ListCursor cursor, int limit, boolean unreadOnly) {

    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 50;

    static NotificationsQuery read(JsonNode node) {
        var input = new InputObject(node);
        var cursor = input.text("cursor");
        var limit = input.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var unreadOnly = input.flag("unreadOnly");
        input.requireValid();
        return new NotificationsQuery(cursor(cursor), limit, unreadOnly);
    }

    static NotificationsQuery read(QueryParameters input) {
        var limit = input.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        var unreadOnly = input.flag("unreadOnly");
        return new NotificationsQuery(cursor(input.text("cursor")), limit, unreadOnly);
    }

    private static @Nullable ListCursor cursor(@Nullable String text) {
        return text == null ? null : ListCursor.parse(text);
    }
}
