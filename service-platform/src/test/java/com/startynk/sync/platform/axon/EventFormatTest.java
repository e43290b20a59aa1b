package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.entity.ConflictResolution;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.session.SessionEvent;
import com.startynk.sync.platform.RunningPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.axonframework.config.Configuration;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What is stored can be read for ever. Every revision of every event has a golden file; the example that shows how an event
 * changes has its own. A golden file that is missing is written by
 * {@code mvn -pl service-platform -am test -Dtest=EventFormatTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden=write}.
 */
class EventFormatTest {

    private final Configuration axon = RunningPlatform.shared().bean(Configuration.class);

    static Stream<Class<?>> events() {
        return Stream.of(EntityEvent.class, ParkingEvent.class, SessionEvent.class, CachePolicyEvent.class)
                .flatMap(family -> Stream.of(family.getPermittedSubclasses()));
    }

    static Stream<GoldenFile> files() {
        return Stream.concat(events(), Stream.of(PourRecorded.class)).flatMap(GoldenFile::of);
    }

    static Stream<GoldenFile> presentFiles() {
        return files().filter(GoldenFile::isPresentRevision);
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRevisionIsReadAsThePresentOne(GoldenFile file) throws IOException {
        demand(file);

        var events = EventStreamUtils.upcastAndDeserializeDomainEvents(
                Stream.of(file.row("stream", 0)), axon.eventSerializer(), axon.upcasterChain());

        var event = events.next();
        assertThat(event.getPayload())
                .as(
                        "%s read today. If its revision was raised and absent members are not enough, it lacks a %s",
                        file, "RevisionStep: see docs/events.md")
                .isEqualTo(EventExamples.of(file));
        assertThat(event.getMetaData()).isEqualTo(EventExamples.META_DATA);
    }

    @ParameterizedTest
    @MethodSource("presentFiles")
    void thePresentRevisionIsWrittenAsItAlwaysWas(GoldenFile file) throws IOException {
        demand(file);

        assertThat(written(file))
                .as(
                        "%s is no longer written as its golden file says. %s",
                        file.event().getName(),
                        "Leave the file as it is: give the class the next @Revision, EventExamples a value of it, and"
                                + " older revisions a RevisionStep; docs/adr/0006-how-events-may-change.md")
                .isEqualTo(file.read());
    }

    /** Steps between revisions take events through a tree. */
    @ParameterizedTest
    @MethodSource("presentFiles")
    void aTreeIsReadLikeItsText(GoldenFile file) {
        var serializer = axon.eventSerializer();

        var tree = serializer.getConverter().convert(file.row("stream", 0).getPayload(), JsonNode.class);

        assertThat(serializer.<JsonNode, Object>deserialize(tree)).isEqualTo(EventExamples.of(file));
    }

    @Test
    void noEventThatWasStoredIsGone() throws IOException {
        assertThat(events().flatMap(GoldenFile::of).map(GoldenFile::name))
                .as("an event class was renamed or removed, or its revision lowered; the store still holds the old one")
                .containsAll(GoldenFile.names(GoldenFile.OF_THE_PRODUCT));
    }

    @Test
    void constantsAreOnlyAdded() {
        assertThat(MutationOutcome.values()).extracting(Enum::name).startsWith("APPLIED", "MERGED", "CONFLICT");
        assertThat(ConflictResolution.values())
                .extracting(Enum::name)
                .startsWith("CLIENT", "SERVER", "MERGED", "CUSTOM", "PENDING");
    }

    @Test
    void streamsKeepTheirNames() {
        assertThat(EventExamples.SLAB).hasToString("5b1c0000-0000-4000-8000-000000000001");
        assertThat(EventExamples.PARKED).hasToString("parked:0198f6f2-7c1e-7bb4-9d3a-6d2a64b0f3a1");
        assertThat(CachePolicyEvent.STREAM).isEqualTo("cache-policies");
    }

    private void demand(GoldenFile file) throws IOException {
        var written = written(file);
        if (Files.exists(file.path())) {
            return;
        }
        if (file.isPresentRevision() && "write".equals(System.getProperty("golden"))) {
            file.write(written);
            return;
        }
        fail(
                "%s has no golden file %s for its revision %d. Run EventFormatTest once with -Dgolden=write, look at"
                        + " the file and commit it. It would hold:%n%s",
                file.event().getName(), file.path(), file.revision(), written.toPrettyString());
    }

    private JsonNode written(GoldenFile file) {
        return GoldenFile.written(EventExamples.of(file), EventExamples.META_DATA, axon.eventSerializer());
    }
}
