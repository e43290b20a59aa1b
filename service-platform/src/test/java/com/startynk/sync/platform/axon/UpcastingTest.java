package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.RunningPlatform;
import com.startynk.sync.platform.axon.PourProcessing.Pours;
import com.startynk.sync.platform.axon.PourProcessing.RecordPour;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** One stream that four releases have written, each its own revision, in the real event store. */
class UpcastingTest {

    private static final Path PAGE = Path.of("..", "docs", "events.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "com", "startynk", "sync", "platform", "axon");

    private final RunningPlatform platform = RunningPlatform.shared();
    private final String pour = UUID.randomUUID().toString();

    @BeforeEach
    void storeWhatEachReleaseWrote() {
        platform.bean(TransactionTemplate.class)
                .executeWithoutResult(
                        transaction -> GoldenFile.of(PourRecorded.class).forEach(this::store));
    }

    @Test
    void aStreamIsReadInThePresentRevision() {
        assertThat(platform.bean(EventStore.class).readEvents(pour).asStream())
                .extracting(event -> (Object) event.getPayload())
                .containsExactly(
                        new PourRecorded(pour, "B2", 12500, null),
                        new PourRecorded(pour, "B2", 8250, null),
                        new PourRecorded(pour, "B2", 750, "Föhn, 14 °C"),
                        new PourRecorded(pour, "B2", 40, "dry"));
    }

    @Test
    void anAggregateIsSourcedFromIt() {
        var litres = platform.bean(CommandGateway.class).<Long>sendAndWait(new RecordPour(pour, "B2", 10));

        assertThat(litres).isEqualTo(12500 + 8250 + 750 + 40 + 10);
    }

    @Test
    void aProcessorSeesThePresentRevision() {
        await().untilAsserted(() -> assertThat(platform.bean(Pours.class).of(pour))
                .extracting(PourRecorded::litres)
                .containsExactly(12500L, 8250L, 750L, 40L));
    }

    @Test
    void whatIsStoredStaysAsItWasWritten() {
        platform.bean(EventStore.class).readEvents(pour).asStream().forEach(event -> {});

        assertThat(platform.bean(JdbcClient.class)
                        .sql("SELECT payload_revision FROM domain_event WHERE aggregate_identifier = ?"
                                + " ORDER BY sequence_number")
                        .param(pour)
                        .query(String.class)
                        .list())
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void twoStepsFromOneRevisionAreRefused() {
        assertThatThrownBy(() -> Upcasters.of(Stream.of(new PourInLitres(), new PourInLitres())))
                .hasMessage("two steps lead on from revision 3 of " + PourRecorded.class.getName());
    }

    @Test
    void thePageOnEventsShowsThisExample() throws IOException {
        for (var step : new String[] {"PourAmountAsNumber", "PourInLitres"}) {
            var source = Files.readString(SOURCES.resolve(step + ".java"));
            assertThat(PAGE).content().contains(source.substring(source.indexOf("/**")));
        }
    }

    private void store(GoldenFile file) {
        var row = file.row(pour, file.revision() - 1);
        platform.bean(JdbcClient.class)
                .sql("INSERT INTO domain_event (event_identifier, aggregate_identifier, sequence_number, type,"
                        + " time_stamp, payload_type, payload_revision, payload, meta_data) VALUES (?, ?, ?,"
                        + " 'Pour', ?, ?, ?, ?, ?)")
                .params(
                        UUID.randomUUID().toString(),
                        pour,
                        row.getSequenceNumber(),
                        row.getTimestamp().toString(),
                        row.getPayload().getType().getName(),
                        row.getPayload().getType().getRevision(),
                        new String(row.getPayload().getData(), StandardCharsets.UTF_8)
                                .replace("p-" + file.revision(), pour),
                        row.getMetaData().getData())
                .update();
    }
}
