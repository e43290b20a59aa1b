package com.startynk.sync.benchmarks.load.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ItemTest {

    @Test
    void signsItsDataInTheirCanonicalForm() throws Exception {
        var item = Item.update("task", "a", "p", 3, new TreeMap<>(Map.of("title", "Pour", "progress", 5)));
        var canonical = "{\"progress\":5,\"title\":\"Pour\"}".getBytes(StandardCharsets.UTF_8);
        var digest = MessageDigest.getInstance("SHA-256").digest(canonical);
        assertThat(item.checksum()).isEqualTo("sha256:" + HexFormat.of().formatHex(digest));
    }

    @Test
    void aCreationHasNoBaseVersion() {
        var json = new String(Json.write(Item.create("task", "a", "p", new TreeMap<>())), StandardCharsets.UTF_8);
        assertThat(json)
                .contains("\"operation\":\"CREATE\"", "\"projectId\":\"p\"")
                .doesNotContain("baseVersion");
    }
}
