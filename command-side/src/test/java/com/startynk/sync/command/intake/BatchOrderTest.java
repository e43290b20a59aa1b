package com.startynk.sync.command.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.command.entity.Mutation;
import com.startynk.sync.command.entity.Operation;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.protocol.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BatchOrderTest {

    private static final Caller ADA = new Caller("ada", "adas-phone", Set.of("FOREMAN"), 0, Long.MAX_VALUE);

    @Example
    void putsHigherPrioritiesFirstAndEqualsAsTheyWereSent() {
        assertThat(order(
                        creation("a", Priority.LOW),
                        creation("b", Priority.NORMAL),
                        creation("c", Priority.CRITICAL),
                        creation("d", Priority.NORMAL)))
                .containsExactly(2, 1, 3, 0);
    }

    @Example
    void makesAnEntityBeforeWhatRefersToItAgainstAllPriorities() {
        assertThat(order(
                        creation("c", Priority.CRITICAL, "b"),
                        creation("b", Priority.NORMAL, "a"),
                        creation("a", Priority.LOW)))
                .containsExactly(2, 1, 0);
    }

    @Example
    void neverSwapsItemsOfOneEntity() {
        assertThat(order(creation("a", Priority.LOW), update("a", Priority.NORMAL), update("a", Priority.CRITICAL)))
                .containsExactly(0, 1, 2);
    }

    @Example
    void letsACircleOfNewEntitiesGoAndNothingElseWithIt() {
        var placed = BatchOrder.of(List.of(
                creation("after", Priority.CRITICAL, "a"),
                creation("a", Priority.LOW, "b"),
                creation("b", Priority.NORMAL, "a")));

        assertThat(placed).extracting(BatchOrder.Placed::index).containsExactly(2, 1, 0);
        assertThat(placed.get(0).mutation().awaits()).isEmpty();
        assertThat(placed.get(1).mutation().awaits()).containsExactly(id("b"));
        assertThat(placed.get(2).mutation().awaits()).containsExactly(id("a"));
    }

    @Example
    void letsAnEditThatWasSentBeforeItsCreationWaitForIt() {
        var placed = BatchOrder.of(List.of(
                item("a", Operation.UPDATE, Priority.NORMAL, "a"),
                creation("a", Priority.CRITICAL, "b"),
                creation("b", Priority.LOW)));

        assertThat(placed).extracting(BatchOrder.Placed::index).containsExactly(0, 2, 1);
        assertThat(placed.get(0).mutation().awaits()).containsExactly(id("a"));
        assertThat(placed.get(2).mutation().awaits()).containsExactly(id("b"));
    }

    @Example
    void parksALaterEditBehindAnEarlierOneOfTheSameEntity() {
        var placed = BatchOrder.of(
                List.of(item("a", Operation.UPDATE, Priority.NORMAL, "missing"), update("a", Priority.CRITICAL)));

        assertThat(placed.get(1).mutation().awaits()).containsExactly(id("missing"));
    }

    @Property
    void keepsEveryItemOnceAndEveryPromiseInWhateverBatch(@ForAll("batches") List<IncomingItem.Valid> batch) {
        var placed = BatchOrder.of(batch);

        var places = new HashMap<Integer, Integer>();
        placed.forEach(item -> places.put(item.index(), places.size()));
        assertThat(places).hasSize(batch.size());
        var latest = new HashMap<EntityId, Integer>();
        for (var n = 0; n < batch.size(); n++) {
            var earlier = latest.put(batch.get(n).mutation().entityId(), n);
            if (earlier != null && !mentionsACircle(batch)) {
                assertThat(places.get(earlier)).isLessThan(places.get(n));
            }
        }
        for (var item : placed) {
            for (var before : item.after()) {
                assertThat(places.get(before)).isLessThan(places.get(item.index()));
            }
        }
    }

    /** References go to entities with a smaller name only, so that there is no circle; updates may come anywhere. */
    @Provide
    Arbitrary<List<IncomingItem.Valid>> batches() {
        var item = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(Priority.values()),
                        Arbitraries.integers().between(0, 9).set().ofMaxSize(2),
                        Arbitraries.of(true, false))
                .as((name, priority, references, creates) -> creates
                        ? creation(
                                "" + name,
                                priority,
                                references.stream()
                                        .filter(other -> other < name)
                                        .map(String::valueOf)
                                        .toArray(String[]::new))
                        : update("" + name, priority));
        return item.list().ofMaxSize(20).map(BatchOrderTest::withOneCreationEach);
    }

    private static List<IncomingItem.Valid> withOneCreationEach(List<IncomingItem.Valid> items) {
        var made = new HashSet<EntityId>();
        var batch = new ArrayList<IncomingItem.Valid>();
        for (var item : items) {
            var creates = item.mutation().operation() == Operation.CREATE;
            if (!creates || made.add(item.mutation().entityId())) {
                batch.add(item);
            }
        }
        return batch;
    }

    /** An update before its entity's creation, which another item needs, can close a circle through the same entity. */
    private static boolean mentionsACircle(List<IncomingItem.Valid> batch) {
        var seen = new HashSet<EntityId>();
        for (var item : batch) {
            if (item.mutation().operation() == Operation.CREATE
                    && seen.contains(item.mutation().entityId())) {
                return true;
            }
            seen.add(item.mutation().entityId());
        }
        return false;
    }

    private static List<Integer> order(IncomingItem.Valid... items) {
        return BatchOrder.of(List.of(items)).stream()
                .map(BatchOrder.Placed::index)
                .toList();
    }

    private static IncomingItem.Valid creation(String name, Priority priority, String... references) {
        return item(name, Operation.CREATE, priority, references);
    }

    private static IncomingItem.Valid update(String name, Priority priority) {
        return item(name, Operation.UPDATE, priority);
    }

    private static IncomingItem.Valid item(String name, Operation operation, Priority priority, String... references) {
        var referred = new HashSet<EntityId>();
        Arrays.stream(references).map(BatchOrderTest::id).forEach(referred::add);
        var mutation = new Mutation(
                new MutationId(UUID.randomUUID()),
                name,
                "task",
                operation,
                id(name),
                null,
                "org",
                operation == Operation.CREATE ? 0 : 1,
                Map.of(),
                Instant.EPOCH,
                ADA,
                UUID.randomUUID(),
                referred,
                referred,
                false);
        return new IncomingItem.Valid(new IncomingItem.Labels(null, null, null, null), mutation, priority);
    }

    private static EntityId id(String name) {
        return new EntityId(UUID.nameUUIDFromBytes(name.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }
}
