package com.startynk.sync.push.expo;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what Expo answers: its own errors, and those of the proxies before it, which speak HTML. */
final class ExpoAnswers {

    private static final int TOO_MANY_REQUESTS = 429;
    private static final String MIXED = "PUSH_TOO_MANY_EXPERIENCE_IDS";
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final JsonMapper json;

    ExpoAnswers(JsonMapper json) {
        this.json = json;
    }

    SendOutcome toSend(int status, HttpHeaders headers, byte[] body, int messages) {
        var answer = tree(body);
        var error = errorOf(answer);
        if (error == null && status == 200) {
            return answer == null ? new SendOutcome.Unknown("NOT_JSON") : tickets(answer, messages);
        }
        var code = error == null ? "HTTP_" + status : error.path("code").asString("HTTP_" + status);
        if (status == 401 || status == 403 || code.equals("UNAUTHORIZED")) {
            return new SendOutcome.NotLetIn(code);
        }
        if (code.equals(MIXED) && error != null) {
            return new SendOutcome.MixedProjects(projects(error.path("details")));
        }
        if (status == TOO_MANY_REQUESTS || code.equals("TOO_MANY_REQUESTS")) {
            return new SendOutcome.TryLater(code, pause(headers));
        }
        if (status < 500) {
            return new SendOutcome.Rejected(code);
        }
        // Expo's own error says that the request failed. A page of a proxy may hide that it went through.
        return error == null ? new SendOutcome.Unknown(code) : new SendOutcome.TryLater(code, pause(headers));
    }

    ReceiptOutcome toReceipts(int status, HttpHeaders headers, byte[] body) {
        var answer = tree(body);
        var error = errorOf(answer);
        if (status != 200 || answer == null || error != null) {
            var code = error == null ? "HTTP_" + status : error.path("code").asString("HTTP_" + status);
            return new ReceiptOutcome.Failed(code, pause(headers));
        }
        var receipts = new HashMap<String, Receipt>();
        answer.path("data").properties().forEach(entry -> receipts.put(entry.getKey(), receipt(entry.getValue())));
        return new ReceiptOutcome.Answered(receipts);
    }

    private static Receipt receipt(JsonNode receipt) {
        return receipt.path("status").asString("").equals("ok") ? new Receipt(null) : new Receipt(code(receipt));
    }

    /** A wrong number of tickets leaves it open whose they are; that all messages were taken is not in doubt. */
    private static SendOutcome tickets(JsonNode answer, int messages) {
        var data = answer.path("data");
        if (!data.isArray() || data.size() != messages) {
            return new SendOutcome.Answered(Collections.nCopies(messages, new Ticket.Accepted(null)));
        }
        var tickets = new ArrayList<Ticket>(messages);
        for (var ticket : data) {
            tickets.add(
                    ticket.path("status").asString("").equals("ok")
                            ? new Ticket.Accepted(id(ticket))
                            : new Ticket.Refused(code(ticket)));
        }
        return new SendOutcome.Answered(List.copyOf(tickets));
    }

    private static @Nullable String id(JsonNode ticket) {
        var id = ticket.path("id").asString("");
        return id.isEmpty() || id.length() > 64 ? null : id;
    }

    private static String code(JsonNode ticketOrReceipt) {
        var code = ticketOrReceipt.path("details").path("error").asString("");
        return code.isEmpty() || code.length() > 64 ? "UNKNOWN_ERROR" : code;
    }

    private static Map<String, Set<String>> projects(JsonNode details) {
        var projects = new HashMap<String, Set<String>>();
        details.properties().forEach(project -> {
            var tokens = new HashSet<String>();
            project.getValue().forEach(token -> tokens.add(token.asString("")));
            projects.put(project.getKey(), tokens);
        });
        return projects;
    }

    private static @Nullable JsonNode errorOf(@Nullable JsonNode answer) {
        var error = answer == null ? null : answer.path("errors").get(0);
        return error == null || error.isNull() ? null : error;
    }

    private @Nullable JsonNode tree(byte[] body) {
        try {
            var tree = json.readTree(body);
            return tree.isObject() ? tree : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** Seconds; the form with a date is not worth a parser here. */
    private static @Nullable Duration pause(HttpHeaders headers) {
        var text = headers.firstValue("Retry-After").orElse("");
        if (!text.matches("\\d{1,9}")) {
            return null;
        }
        var asked = Duration.ofSeconds(Long.parseLong(text));
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}
