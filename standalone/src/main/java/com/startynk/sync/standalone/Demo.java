package com.startynk.sync.standalone;

import com.startynk.sync.standalone.demo.BuildingSite;
import java.util.Map;

/** Sends the demo the way of every other change. Again and again changes nothing, not even what people made of it since. */
final class Demo {

    private Demo() {}

    static void make(PublicApi api) {
        var answer = api.send("POST", "/api/v1/sync/batches", Map.of("items", BuildingSite.items()));
        for (var result : answer.get("results")) {
            if (!result.get("status").asString().equals("APPLIED")) {
                throw new IllegalStateException("the demo was not taken: " + result);
            }
        }
    }
}
