package com.startynk.sync.standalone.access;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a call was answered.
 *
 * @param outcome as the table has it: an HTTP status, {@code ok}, {@code empty}, an item's status or an error code
 * @param body JSON text, or nothing
 */
record Answer(String outcome, String body) {

    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|local:[0-9a-z-]+");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
    private static final Pattern CURSOR = Pattern.compile("\"cursor\":\"[^\"]*\"");

    JsonNode json() {
        return JsonMapper.shared().readTree(body);
    }

    /** The first item's own answer. */
    Answer item() {
        var results = outcome.equals("200") ? data().path("results") : json();
        var item = results.isArray() ? results.get(0) : results;
        var status = item.path("status").stringValue("");
        return status.isEmpty()
                ? this
                : new Answer(
                        status.equals("REJECTED") ? item.at("/error/errorCode").stringValue() : status, body);
    }

    /** Says so where there is nothing in it. */
    Answer orEmpty(String list) {
        var found = outcome.equals("200") || outcome.equals("ok") ? data().path(list) : null;
        var empty = found != null && (found.isArray() ? found.isEmpty() : found.intValue() == 0);
        return empty ? new Answer("empty", body) : this;
    }

    /** Of a socket, in the words of the other ways to the same answer. */
    Answer asStatus() {
        return outcome.equals("ok") ? new Answer("200", body) : this;
    }

    /** What a procedure brings, or the bare answer. */
    JsonNode data() {
        var json = json();
        return json.has("result") ? json.at("/result/data") : json;
    }

    /** The same where nothing but the value of an id, a time or a cursor differs. */
    String shape() {
        var shape = ID.matcher(body).replaceAll("an-id");
        shape = TIME.matcher(shape).replaceAll("a-time");
        return outcome + " " + CURSOR.matcher(shape).replaceAll("\"cursor\":\"a-cursor\"");
    }
}
