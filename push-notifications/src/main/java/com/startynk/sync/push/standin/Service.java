package com.startynk.sync.push.standin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Expo decides, without the HTTP around it. One thread at a time. */
final class Service {

    private static final int MOST_MESSAGES = 100;
    private static final int MOST_RECEIPTS = 1000;
    private static final int LARGEST = 4096;
    private static final int KEPT = 10_000;
    private static final Duration RECEIPTS_LAST = Duration.ofHours(24);

    private final StandInSettings settings;
    private final Clock clock;
    private final JsonMapper json;
    private final ArrayDeque<Taken> taken = new ArrayDeque<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Map<String, JsonNode>> shown = new HashMap<>();
    private final Map<String, Bucket> buckets = new HashMap<>();
    private int refused;

    private record Receipt(Instant at, @Nullable String error) {}

    private record Bucket(double tokens, Instant at) {}

    private record Message(JsonNode content, String token, Fate fate) {}

    Service(StandInSettings settings, Clock clock, JsonMapper json) {
        this.settings = settings;
        this.clock = clock;
        this.json = json;
    }

    synchronized Reply send(JsonNode input, Map<String, String> headers) {
        var messages = new ArrayList<Message>();
        for (var content : input.isArray() ? input : List.of(input)) {
            for (var to : content.path("to").isArray() ? content.path("to") : List.of(content.path("to"))) {
                var token = to.asString("");
                var fate = Fate.of(token);
                if (fate == null) {
                    return refuse(400, "VALIDATION_ERROR", "\"to\" must be an Expo push token: " + token);
                }
                messages.add(new Message(content, token, fate));
            }
        }
        if (messages.isEmpty() || messages.size() > MOST_MESSAGES) {
            return messages.isEmpty()
                    ? refuse(400, "VALIDATION_ERROR", "no recipients")
                    : refuse(400, "PUSH_TOO_MANY_NOTIFICATIONS", "at most " + MOST_MESSAGES + " in one request");
        }
        var no = refusal(messages);
        return no == null ? take(messages, headers, input.isArray()) : no;
    }

    private @Nullable Reply refusal(List<Message> messages) {
        var projects = new TreeMap<String, TreeSet<String>>();
        messages.forEach(message -> projects.computeIfAbsent(message.fate().project(), any -> new TreeSet<>())
                .add(message.token()));
        if (projects.size() > 1) {
            refused++;
            return Reply.failure(
                    400, "PUSH_TOO_MANY_EXPERIENCE_IDS", "all messages must be of one project", projects, Map.of());
        }
        if (messages.stream().anyMatch(message -> message.fate().isForbidden())) {
            return refuse(403, "FORBIDDEN", "this project wants another access token");
        }
        for (var message : messages) {
            var failure = message.fate().failure();
            if (failure != null && failures.merge(message.token(), 1, Integer::sum) <= failure.times()) {
                return failed(failure);
            }
        }
        var wait = overRate(projects.firstKey(), messages.size());
        if (wait > 0) {
            return tooMany(wait);
        }
        return settings.luck().nextDouble() < settings.faults() / 2 ? misfortune() : null;
    }

    private Reply failed(Fate.Failure failure) {
        if (failure.page()) {
            refused++;
            return new Reply.Page(failure.status(), "<html><body>Bad gateway</body></html>");
        }
        return failure.status() == 429 ? tooMany(1) : refuse(500, "INTERNAL_SERVER_ERROR", "try again");
    }

    private Reply tooMany(int seconds) {
        refused++;
        return Reply.failure(
                429, "TOO_MANY_REQUESTS", "slow down", null, Map.of("Retry-After", Integer.toString(seconds)));
    }

    private Reply misfortune() {
        refused++;
        return switch (settings.luck().nextInt(3)) {
            case 0 -> Reply.failure(503, "SERVICE_UNAVAILABLE", "try again");
            case 1 -> new Reply.Page(502, "<html><body>Bad gateway</body></html>");
            default -> new Reply.Cut();
        };
    }

    private Reply refuse(int status, String code, String message) {
        refused++;
        return Reply.failure(status, code, message);
    }

    /** Seconds to wait, 0 for none. */
    private int overRate(String project, int messages) {
        var now = clock.instant();
        var before = buckets.getOrDefault(project, new Bucket(settings.rate(), now));
        var flowed = Duration.between(before.at(), now).toMillis() * settings.rate() / 1000.0;
        var tokens = Math.min(settings.rate(), before.tokens() + flowed);
        var enough = tokens >= messages;
        buckets.put(project, new Bucket(enough ? tokens - messages : tokens, now));
        return enough ? 0 : 1;
    }

    private Reply take(List<Message> messages, Map<String, String> headers, boolean many) {
        var now = clock.instant();
        taken.add(new Taken(now, headers, messages.stream().map(Service::toOne).toList()));
        if (taken.size() > KEPT) {
            taken.remove();
        }
        var tickets = new ArrayList<Map<String, Object>>();
        for (var message : messages) {
            tickets.add(ticket(message, now));
        }
        var cut = messages.stream().anyMatch(message -> message.fate().losesAnswers())
                || settings.luck().nextDouble() < settings.faults() / 2;
        if (cut) {
            return new Reply.Cut();
        }
        return Reply.ok(many ? tickets : tickets.get(0));
    }

    private static JsonNode toOne(Message message) {
        return ((ObjectNode) message.content().deepCopy()).put("to", message.token());
    }

    private Map<String, Object> ticket(Message message, Instant now) {
        var error = message.fate().ticketError();
        if (error != null) {
            return trouble(error, message.token());
        }
        var id = UUID.randomUUID().toString();
        var tooBig = size(message.content()) > LARGEST;
        var late = tooBig ? "MessageTooBig" : message.fate().receiptError();
        if (!message.fate().hasNoReceipt()) {
            receipts.put(id, new Receipt(now.plus(settings.receiptsAfter()), late));
        }
        if (late == null && (message.content().has("title") || message.content().has("body"))) {
            var collapse = message.content().path("collapseId").asString(id);
            shown.computeIfAbsent(message.token(), any -> new LinkedHashMap<>()).put(collapse, message.content());
        }
        return Map.of("status", "ok", "id", id);
    }

    private int size(JsonNode content) {
        var sent = new LinkedHashMap<String, JsonNode>();
        for (var field : List.of("title", "body", "data")) {
            sent.put(field, content.path(field));
        }
        return json.writeValueAsString(sent).getBytes(UTF_8).length;
    }

    private static Map<String, Object> trouble(String error, @Nullable String token) {
        return Map.of(
                "status",
                "error",
                "message",
                token == null ? error : "\"" + token + "\": " + error,
                "details",
                token == null ? Map.of("error", error) : Map.of("error", error, "expoPushToken", token));
    }

    synchronized Reply receipts(JsonNode input) {
        var ids = input.path("ids");
        if (!ids.isArray() || !ids.valueStream().allMatch(JsonNode::isString)) {
            return refuse(400, "VALIDATION_ERROR", "\"ids\" must be a list of receipt ids");
        }
        if (ids.size() > MOST_RECEIPTS) {
            return refuse(400, "PUSH_TOO_MANY_RECEIPTS", "at most " + MOST_RECEIPTS + " in one request");
        }
        var now = clock.instant();
        receipts.values().removeIf(receipt -> receipt.at().plus(RECEIPTS_LAST).isBefore(now));
        var there = new LinkedHashMap<String, Object>();
        for (var id : ids) {
            var receipt = receipts.get(id.stringValue());
            if (receipt != null && !receipt.at().isAfter(now)) {
                var error = receipt.error();
                there.put(id.stringValue(), error == null ? Map.of("status", "ok") : trouble(error, null));
            }
        }
        return Reply.ok(there);
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** What a phone shows: of messages with one collapse id the last. */
    synchronized List<JsonNode> shownOn(String token) {
        return List.copyOf(shown.getOrDefault(token, Map.of()).values());
    }

    synchronized int refused() {
        return refused;
    }

    synchronized void forget() {
        taken.clear();
        receipts.clear();
        failures.clear();
        shown.clear();
        refused = 0;
    }
}
