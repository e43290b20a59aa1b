package com.startynk.sync.standalone.convergence;

import static org.awaitility.Awaitility.await;

import com.startynk.sync.standalone.convergence.model.Answer;
import com.startynk.sync.standalone.convergence.model.Item;
import com.startynk.sync.standalone.convergence.system.Api;
import com.startynk.sync.standalone.convergence.system.Away;
import com.startynk.sync.standalone.convergence.system.PlainJson;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * A request that is sent until it is answered, and its answers.
 *
 * @param certain whether it was sent once: after a crash, what was stored before it is answered as a duplicate
 */
record Exchange(List<Answer> answers, boolean certain) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(50);

    static Exchange push(Api api, List<Item> items, Figures figures) {
        var json = items.stream().map(Item::json).toList();
        figures.add("mutations sent", items.size());
        var tries = new Object() {
            private int count;
        };
        var answers = untilAnswered(
                () -> {
                    tries.count++;
                    return answers(api.push(json));
                },
                figures);
        return new Exchange(answers, tries.count == 1);
    }

    /** Asks again while there is nobody to answer. */
    static <T> T untilAnswered(Supplier<T> request, Figures figures) {
        try {
            return request.get();
        } catch (Away e) {
            figures.count("requests cut by a crash");
        }
        var answer = new AtomicReference<T>();
        await().atMost(PATIENCE)
                .pollDelay(PAUSE)
                .pollInterval(PAUSE)
                .ignoreException(Away.class)
                .until(() -> {
                    answer.set(request.get());
                    return true;
                });
        return answer.get();
    }

    private static List<Answer> answers(JsonNode results) {
        var answers = results.valueStream().map(Exchange::answer).toList();
        if (answers.stream().anyMatch(Answer::isRetry)) {
            throw new Away("RETRY");
        }
        return answers;
    }

    private static Answer answer(JsonNode result) {
        return new Answer(
                result.get("status").asString(),
                result.get("duplicate").asBoolean(),
                result.path("entityId").asString(null),
                result.path("version").isNumber() ? result.get("version").longValue() : null,
                result.path("data").isObject() ? PlainJson.object(result.get("data")) : null,
                result.path("conflict").isObject() ? conflict(result.get("conflict")) : null,
                result.at("/error/errorCode").asString(null));
    }

    private static Answer.Conflict conflict(JsonNode conflict) {
        var fields = new HashSet<String>();
        conflict.get("fields").forEach(field -> fields.add(field.asString()));
        return new Answer.Conflict(
                conflict.get("strategy").asString(), conflict.get("resolution").asString(), fields);
    }
}
