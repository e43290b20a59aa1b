package com.startynk.sync.push.announcement;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.startynk.sync.push.platform.InputObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/**
 * What somebody wants others to know.
 *
 * @param userIds null where a project is named
 * @param projectId null where people are named
 * @param scheduledFor null for now
 */
record Announcement(
        @Nullable List<String> userIds,
        @Nullable String projectId,
        String title,
        String body,
        @Nullable Instant scheduledFor) {

    static final String TYPE = "ANNOUNCEMENT";

    static final int MAX_TITLE = 200;
    static final int MAX_BODY = 2000;
    private static final int MAX_USERS = 10_000;
    private static final int MAX_USER_BYTES = 512;
    private static final Duration FURTHEST = Duration.ofDays(366);

    /**
     * Reads one that is made now.
     *
     * @throws com.startynk.sync.protocol.SyncFailure {@code INVALID_INPUT}
     */
    static Announcement read(JsonNode node, Instant now) {
        var input = new InputObject(node);
        input.choice("type", List.of(TYPE));
        var userIds = input.member("userIds");
        var projectId = input.text("projectId");
        if ((userIds == null) == (projectId == null)) {
            input.refuse("userIds", "either userIds or projectId must be given");
        } else if (userIds != null && !arePeople(userIds)) {
            input.refuse("userIds", "must be a list of 1 to " + MAX_USERS + " user ids");
        }
        var params = params(input);
        var title = text(params, "title", MAX_TITLE, input);
        var body = text(params, "body", MAX_BODY, input);
        var scheduledFor = input.time("scheduledFor");
        if (scheduledFor != null && scheduledFor.isAfter(now.plus(FURTHEST))) {
            input.refuse("scheduledFor", "must be within a year");
        }
        input.requireValid();
        return new Announcement(
                userIds == null ? null : people(userIds),
                projectId,
                title,
                body,
                scheduledFor == null || !scheduledFor.isAfter(now) ? null : scheduledFor);
    }

    private static JsonNode params(InputObject input) {
        var params = input.member("params");
        if (params != null && params.isObject()) {
            return params;
        }
        input.refuse("params", "must be an object");
        return NullNode.getInstance();
    }

    private static String text(JsonNode params, String field, int max, InputObject input) {
        var member = params.get(field);
        var text = member == null || !member.isString() ? "" : member.stringValue();
        if (text.isBlank() || text.length() > max || !InputObject.isProse(text)) {
            input.refuse("params." + field, "must be text of 1 to " + max + " characters");
        }
        return text;
    }

    private static boolean arePeople(JsonNode ids) {
        return ids.isArray()
                && !ids.isEmpty()
                && ids.size() <= MAX_USERS
                && StreamSupport.stream(ids.spliterator(), false).allMatch(Announcement::isUserId);
    }

    private static boolean isUserId(JsonNode id) {
        return id.isString() && isUserId(id.stringValue());
    }

    static boolean isUserId(String id) {
        return !id.isEmpty() && InputObject.isProse(id) && id.getBytes(UTF_8).length <= MAX_USER_BYTES;
    }

    private static List<String> people(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
    }
}
