package com.startynk.sync.push.notification;

import com.startynk.sync.push.platform.InputObject;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which notifications were read.
 *
 * @param ids those that can be ids at all; null for all notifications
 */
record ReadMarks(@Nullable List<String> ids) {

    private static final int MAX_IDS = 1000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    static ReadMarks read(JsonNode node) {
        var input = new InputObject(node);
        var all = input.flag("all");
        var ids = input.member("ids");
        if (all == (ids != null)) {
            input.refuse("ids", "either ids or all: true must be given");
        } else if (ids != null && !isListOfTexts(ids)) {
            input.refuse("ids", "must be a list of at most " + MAX_IDS + " texts");
        }
        input.requireValid();
        return new ReadMarks(ids == null ? null : possible(ids));
    }

    private static boolean isListOfTexts(JsonNode ids) {
        return ids.isArray()
                && ids.size() <= MAX_IDS
                && StreamSupport.stream(ids.spliterator(), false).allMatch(JsonNode::isString);
    }

    private static List<String> possible(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .map(JsonNode::stringValue)
                .filter(id -> ID.matcher(id).matches())
                .distinct()
                .toList();
    }
}
