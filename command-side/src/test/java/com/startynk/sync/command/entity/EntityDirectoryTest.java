package com.startynk.sync.command.entity;

import static com.startynk.sync.command.entity.Given.ADA;
import static com.startynk.sync.command.entity.Given.SLAB;
import static com.startynk.sync.command.entity.Given.edit;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.EntityCreated;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationOutcome;
import com.startynk.sync.platform.axon.ManyStreams;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.Test;

class EntityDirectoryTest {

    private static final EntityId WALL = EntityId.of("5b1c0000-0000-4000-8000-000000000002");
    private static final EntityId NOBODYS = EntityId.of("5b1c0000-0000-4000-8000-000000000003");
    private static final String SITE = "7d0e0000-0000-4000-8000-000000000001";

    private final List<Collection<String>> asked = new ArrayList<>();
    private final List<DomainEventMessage<?>> beginnings = new ArrayList<>();
    private final EntityDirectory directory = new EntityDirectory(
            EmbeddedEventStore.builder()
                    .storageEngine(new InMemoryEventStorageEngine())
                    .build(),
            new ManyStreams() {
                @Override
                public void readAhead(Collection<String> streams) {}

                @Override
                public List<DomainEventMessage<?>> beginningsOf(Collection<String> streams) {
                    asked.add(Set.copyOf(streams));
                    return beginnings;
                }
            });

    @Test
    void learnsByOneQuestionWhereManyLive() {
        beginsWith(SLAB, created(SLAB));
        beginsWith(WALL, created(WALL));

        directory.learn(Stream.of(SLAB, WALL, SLAB, NOBODYS));

        assertThat(asked).containsExactly(Set.of(SLAB.toString(), WALL.toString(), NOBODYS.toString()));
        assertThat(List.of(SLAB, WALL))
                .allMatch(entity -> directory.findKnown(entity).orElseThrow().equals(address()));
        assertThat(directory.isKnown(NOBODYS)).isFalse();
    }

    @Test
    void asksOnlyForThoseThatItDoesNotKnow() {
        directory.add(SLAB, address());
        directory.add(WALL, address());

        directory.learn(Stream.of(SLAB, WALL));

        assertThat(asked).isEmpty();
    }

    @Test
    void leavesOneAloneToBeAskedForByItself() {
        directory.learn(Stream.of(SLAB));

        assertThat(asked).isEmpty();
    }

    @Test
    void learnsNothingFromStreamsOfOtherThings() {
        beginsWith(SLAB, "a mutation that waits");
        beginsWith(WALL, created(WALL));

        directory.learn(Stream.of(SLAB, WALL));

        assertThat(directory.isKnown(SLAB)).isFalse();
        assertThat(directory.isKnown(WALL)).isTrue();
    }

    private void beginsWith(EntityId stream, Object event) {
        beginnings.add(new GenericDomainEventMessage<>("any", stream.toString(), 0, event));
    }

    private static EntityCreated created(EntityId entity) {
        var fact = edit("make", ADA).mutation().fact(MutationOutcome.APPLIED);
        return new EntityCreated(entity, fact, "task", SITE, Map.of("title", "Pour"));
    }

    private static EntityDirectory.Address address() {
        return new EntityDirectory.Address("task", SITE);
    }
}
