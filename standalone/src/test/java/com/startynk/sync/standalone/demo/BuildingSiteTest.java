package com.startynk.sync.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.catalog.EntityCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BuildingSiteTest {

    @Test
    void isTheSameEachTimeItIsMade() {
        assertThat(BuildingSite.items()).isEqualTo(BuildingSite.items());
    }

    @Test
    void namesEveryEntityAndMutationOnce() {
        assertThat(BuildingSite.items())
                .extracting(item -> item.get("entityId"))
                .doesNotHaveDuplicates();
        assertThat(BuildingSite.items())
                .extracting(item -> item.get("mutationId"))
                .doesNotHaveDuplicates();
    }

    @Test
    void holdsPeopleTasksAndAttendanceThatTheirTypesAllow() {
        var catalog = EntityCatalog.load(null);
        var json = JsonMapper.shared();
        for (var item : BuildingSite.items()) {
            var type = catalog.find((String) item.get("entityType")).orElseThrow();
            JsonNode data = json.valueToTree(item.get("data"));
            assertThat(type.validate(data, true)).as(item.toString()).isEmpty();
        }
        assertThat(BuildingSite.items())
                .extracting(item -> item.get("entityType"))
                .containsAll(List.of("user", "project", "task", "attendance", "material"));
    }
}
