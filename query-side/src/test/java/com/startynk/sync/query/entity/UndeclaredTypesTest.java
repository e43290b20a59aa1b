package com.startynk.sync.query.entity;

import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From one start to the next. */
class UndeclaredTypesTest {

    private final Map<String, String> servers = RunningQuerySide.servers();
    private final Caller ada = caller(newUser(), "WORKER");
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

    @Test
    void aTypeOfWhichThereAreEntitiesIsMissed() {
        var cursor = new AtomicReference<String>();
        started(types, (site, querySide) -> {
            var reader = reader(querySide);
            reader.page();
            cursor.set(reader.cursor());
            makeATool(site);
        });

        assertThatThrownBy(() -> started(null, (site, querySide) -> {}))
                .isInstanceOf(UndeclaredTypesException.class)
                .hasMessageContaining("not declared: tool.");

        started(
                types,
                (site, querySide) -> assertThat(
                                reader(querySide).from(cursor.get()).page().changes())
                        .extracting(Change::entityId)
                        .contains(tool));
    }

    @Test
    void soIsOneWhoseEntitiesAreAllDeleted() {
        started(types, (site, querySide) -> {
            makeATool(site);
            querySide.settle();
            site.delete(tool);
        });

        assertThatThrownBy(() -> started(null, (site, querySide) -> {})).isInstanceOf(UndeclaredTypesException.class);
    }

    @Test
    void aTypeThatNobodyUsedMayBeTakenAway() {
        started(types, (site, querySide) -> site.project(newUser()));

        started(null, (site, querySide) -> assertThat(site.project(newUser())).isNotEmpty());
    }

    /** Else what becomes of a type's entities in between would lie behind it for good. */
    @Test
    void aCursorIsOfTheTypesThatWereDeclared() {
        var cursor = new AtomicReference<String>();
        started(types, (site, querySide) -> {
            var reader = reader(querySide);
            reader.page();
            cursor.set(reader.cursor());
        });

        started(
                null,
                (site, querySide) -> assertThatThrownBy(
                                () -> reader(querySide).from(cursor.get()).page())
                        .isInstanceOfSatisfying(
                                SyncFailure.class,
                                failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.INVALID_CURSOR)));

        started(
                types,
                (site, querySide) -> assertThat(
                                reader(querySide).from(cursor.get()).page().changes())
                        .isEmpty());
    }

    private Reader reader(RunningQuerySide querySide) {
        return new Reader(querySide, ada);
    }

    private void makeATool(Site site) {
        site.create(tool, "tool", site.project(ada.userId()), Map.of("name", "Drill"), null);
    }

    private void started(@Nullable Path types, BiConsumer<Site, RunningQuerySide> work) {
        var settings = types == null ? Map.<String, String>of() : Map.of(RunningQuerySide.TYPES, types.toString());
        try (var querySide = RunningQuerySide.start(servers, settings)) {
            work.accept(new Site(querySide), querySide);
            querySide.settle();
        }
    }
}
