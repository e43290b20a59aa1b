package com.startynk.sync.query.entity;

import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one start to the next. */
class UndeclaredTypesTest {

    private final Map<String, String> servers = RunningQuerySide.servers();
    private final String tool = UUID.randomUUID().toString();

    @TempDir
    private Path types;

    @BeforeEach
    void declare() throws IOException {
        Files.writeString(types.resolve("tool.yaml"), """
                name: tool
                strategy: SERVER_WINS
                granularity: FIELD
                permissions: {read: all, create: all, update: all, delete: all}
                fields:
                  name: {type: text}
                """);
    }

    /** A pull would leave its entities out, and its cursor would pass over them. */
    @Test
    void aTypeOfWhichThereAreEntitiesIsMissed() {
        started(types, (site, settle) -> makeATool(site));

        assertThatThrownBy(() -> started(null, (site, settle) -> {}))
                .hasRootCauseInstanceOf(UndeclaredTypesException.class)
                .rootCause()
                .hasMessageContaining("not declared: tool.");

        started(types, (site, settle) -> assertThat(site).isNotNull());
    }

    @Test
    void soIsOneWhoseEntitiesAreAllDeleted() {
        started(types, (site, settle) -> {
            makeATool(site);
            settle.run();
            site.delete(tool);
        });

        assertThatThrownBy(() -> started(null, (site, settle) -> {}))
                .hasRootCauseInstanceOf(UndeclaredTypesException.class);
    }

    @Test
    void aTypeThatNobodyUsedMayBeTakenAway() {
        started(types, (site, settle) -> site.project(newUser()));

        started(null, (site, settle) -> assertThat(site.project(newUser())).isNotEmpty());
    }

    private void makeATool(Site site) {
        site.create(tool, "tool", site.project(newUser()), Map.of("name", "Drill"), null);
    }

    private void started(@Nullable Path types, BiConsumer<Site, Runnable> work) {
        var settings = types == null ? Map.<String, String>of() : Map.of(RunningQuerySide.TYPES, types.toString());
        try (var querySide = RunningQuerySide.start(servers, settings)) {
            work.accept(new Site(querySide), querySide::settle);
            querySide.settle();
        }
    }
}
