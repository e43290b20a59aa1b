package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.edit;
import static com.startynk.sync.command.entity.Given.group;
import static com.startynk.sync.command.entity.TwoSites.SITE;
import static com.startynk.sync.command.entity.TwoSites.WALL;
import static com.startynk.sync.command.entity.TwoSites.configure;
import static com.startynk.sync.command.entity.TwoSites.send;
import static com.startynk.sync.command.entity.TwoSites.site;
import static com.startynk.sync.command.entity.TwoSites.task;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.platform.axon.ManyStreams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

/** What a group reads of the store before it decides, all at once. */
class ReadingAheadTest {

    @Test
    void readsAllEntitiesOfAGroupAtOnceThatAreNotInMemory() {
        var read = new ArrayList<Collection<String>>();
        var after = configure(storeOfTwoTasks(), 100, noting(read));

        send(
                after,
                firstTry(
                        edit("m-3", ADA).in(null).of(SLAB).setting(Map.of("progress", 5L)),
                        edit("m-4", ADA).in(null).of(WALL).setting(Map.of("progress", 5L)),
                        edit("m-5", ADA).in(null).of(WALL).setting(Map.of("progress", 6L)),
                        task("m-6", ADA, EntityId.of("5b1c0000-0000-4000-8000-000000000003"), "New here")));
        send(
                after,
                firstTry(
                        edit("m-7", ADA).in(null).of(SLAB).setting(Map.of("progress", 7L)),
                        edit("m-8", ADA).in(null).of(WALL).setting(Map.of("progress", 7L))));

        assertThat(read).containsExactly(Set.of(SLAB.toString(), WALL.toString()));
        after.shutdown();
    }

    /** Else what follows would be read again each time that the group ends there. */
    @Test
    void readsNothingBeyondAnIdThatRepeats() {
        var read = new ArrayList<Collection<String>>();
        var after = configure(storeOfTwoTasks(), 100, noting(read));

        var outcomes = send(
                after,
                firstTry(
                        edit("m-3", ADA).in(null).of(SLAB).setting(Map.of("progress", 5L)),
                        edit("m-3", ADA).in(null).of(WALL).setting(Map.of("progress", 6L))));

        assertThat(outcomes).hasSize(1);
        assertThat(read.get(0)).containsExactly(SLAB.toString());
        after.shutdown();
    }

    @Test
    void readsFiftyAtOnceAtMost() {
        var read = new ArrayList<Collection<String>>();
        var after = configure(new InMemoryEventStorageEngine(), 100, noting(read));

        send(
                after,
                firstTry(IntStream.range(0, 120)
                        .mapToObj(n -> edit("m-" + n, ADA)
                                .in(null)
                                .of(new EntityId(Given.uuid("task " + n)))
                                .setting(Map.of("progress", 5L)))
                        .toArray(Given.Edit[]::new)));

        assertThat(read).extracting(Collection::size).containsExactly(50, 50, 20);
        after.shutdown();
    }

    private static ApplyMutations firstTry(Given.Edit... edits) {
        return new ApplyMutations(0, group(edits).intents(), false);
    }

    /** Written by a process that is gone. */
    private static InMemoryEventStorageEngine storeOfTwoTasks() {
        var engine = new InMemoryEventStorageEngine();
        var before = configure(engine);
        send(before, site("make-site", SITE, List.of("ada")));
        send(before, task("m-1", ADA, SLAB, "Pour slab"));
        send(before, task("m-2", ADA, WALL, "Build wall"));
        before.shutdown();
        return engine;
    }

    /** Notes which streams were wanted at once, and leaves them to be read one by one. */
    private static ManyStreams noting(List<Collection<String>> wanted) {
        return new ManyStreams() {
            @Override
            public void readAhead(Collection<String> streams) {
                wanted.add(Set.copyOf(streams));
            }

            @Override
            public List<DomainEventMessage<?>> beginningsOf(Collection<String> streams) {
                return List.of();
            }
        };
    }
}
