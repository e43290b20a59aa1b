package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.benchmarks.load.check.AnsweringServer;
import com.startynk.sync.benchmarks.load.site.Site;
import com.startynk.sync.benchmarks.load.site.Sites;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownTest {

    @Test
    void failsTheRunWhenTheFeedCannotBeFollowedAnyMore() throws Exception {
        try (var server = new AnsweringServer()) {
            server.shows("a:2");
            var sites = new Sites(List.of(new Site("p", List.of(server.device()))));
            try (var shown = new Shown(server.api(), new Traffic(), sites)) {
                assertThat(shown.versionOf("a")).isEqualTo(2);
                server.showsNonsense();
                await().untilAsserted(() -> assertThatThrownBy(() -> shown.versionOf("a"))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("the feed cannot be followed any more"));
            }
        }
    }
}
