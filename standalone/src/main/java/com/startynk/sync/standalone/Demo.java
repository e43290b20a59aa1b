package com.startynk.sync.standalone;

import com.startynk.sync.standalone.demo.BuildingSite;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Sends the demo the way of every other change. Again and again changes nothing, not even what people made of it since. */
final class Demo {

    private Demo() {}

    /** Says which site it is, and whether it is new. */
    static String make(PublicApi api) {
        var answer = api.send("POST", "/api/v1/sync/batches", Map.of("items", BuildingSite.items()));
        var made = false;
        for (var result : answer.get("results")) {
            if (!result.get("status").asString().equals("APPLIED")) {
                throw new IllegalStateException("the demo was not taken: " + result);
            }
            made |= !isDuplicate(result);
        }
        return BuildingSite.NAME + ", project " + BuildingSite.SITE + (made ? "" : ", there already");
    }

    private static boolean isDuplicate(JsonNode result) {
        return result.path("duplicate").asBoolean(false);
    }
}
