package com.startynk.sync.standalone.kill;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.standalone.kill.EventStore.Line;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Lays what the devices were told beside what is there: nothing may be missing, and nothing there twice. */
final class Balance {

    private final List<Ledger.Entry> told;

    Balance(List<Device> devices) {
        told = devices.stream()
                .flatMap(device -> device.ledger().entries().stream())
                .toList();
    }

    /** Every accepted change made one version. */
    void versionsHaveNoGapAndNoDouble() {
        assertThat(told).noneMatch(Ledger.Entry::parked);
        var versions = told.stream()
                .collect(groupingBy(Balance::entityId, mapping(e -> e.outcome().version(), toList())));
        versions.forEach((entity, found) -> assertThat(found)
                .as("versions of %s", entity)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, found.size()).boxed().toList()));
    }

    void everythingIsInTheCopy(Copy copy) {
        var newest = told.stream().collect(groupingBy(Balance::entityId));
        newest.forEach((entity, entries) -> {
            var change = copy.find(entity);
            assertThat(change).as("entity %s", entity).isNotNull();
            assertThat(change.version()).as("version of %s", entity).isEqualTo(entries.size());
            if (change.operation() == ChangeOperation.UPSERT) {
                entries.forEach(entry -> assertThatMarkIsThereOnce(entry, change.data()));
            }
        });
    }

    private static void assertThatMarkIsThereOnce(Ledger.Entry entry, Map<String, ?> data) {
        var mark = entry.intent().mark();
        if (mark != null) {
            assertThat(TaskView.marks(data, mark.field()))
                    .as("%s", entry)
                    .filteredOn(mark.value()::equals)
                    .hasSize(1);
        }
    }

    void everyMutationHasOneEvent(List<String> mutationsOfEvents) {
        assertThat(mutationsOfEvents)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(
                        told.stream().map(entry -> entry.intent().id()).toList());
    }

    void everyMutationHasItsLine(List<Line> syncLog) {
        assertThat(syncLog)
                .doesNotHaveDuplicates()
                .hasSameElementsAs(told.stream().map(Balance::line).toList());
    }

    private static Line line(Ledger.Entry entry) {
        var outcome = entry.outcome();
        return new Line(entry.intent().id(), entityId(entry), outcome.status().name(), outcome.version());
    }

    private static String entityId(Ledger.Entry entry) {
        return entry.outcome().entityId();
    }
}
