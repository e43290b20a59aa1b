package com.startynk.sync.platform.axon;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Revision;
import org.axonframework.serialization.Serializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one revision of an event looks like in the event store: class, revision, metadata and payload, as its release wrote
 * them. Such a file is never edited.
 */
record GoldenFile(Class<?> event, int revision) {

    static final Path OF_THE_PRODUCT = Path.of("..", "shared-events", "src", "test", "resources", "golden");
    static final Path OF_THE_EXAMPLE = Path.of("src", "test", "resources", "golden");

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    /** Of every revision that the event has had. */
    static Stream<GoldenFile> of(Class<?> event) {
        return IntStream.rangeClosed(1, presentRevision(event)).mapToObj(revision -> new GoldenFile(event, revision));
    }

    static int presentRevision(Class<?> event) {
        return Integer.parseInt(event.getAnnotation(Revision.class).value());
    }

    static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    boolean isPresentRevision() {
        return revision == presentRevision(event);
    }

    String name() {
        return event.getSimpleName() + "-" + revision + ".json";
    }

    Path path() {
        var ofTheProduct = event.getPackageName().startsWith("com.startynk.sync.events");
        return (ofTheProduct ? OF_THE_PRODUCT : OF_THE_EXAMPLE).resolve(name());
    }

    JsonNode read() {
        return JSON.readTree(path());
    }

    /** The stored row. */
    DomainEventData<byte[]> row(String aggregateId, long sequence) {
        var stored = read();
        return new GenericDomainEventEntry<>(
                "Aggregate",
                aggregateId,
                sequence,
                name(),
                "2026-11-23T08:00:00Z",
                stored.get("type").asString(),
                stored.get("revision").asString(),
                JSON.writeValueAsBytes(stored.get("payload")),
                JSON.writeValueAsBytes(stored.get("metaData")));
    }

    /** What the event store would be given now. */
    static JsonNode written(Object value, MetaData metaData, Serializer serializer) {
        var payload = serializer.serialize(value, byte[].class);
        return JSON.createObjectNode()
                .put("type", payload.getType().getName())
                .put("revision", payload.getType().getRevision())
                .set(
                        "metaData",
                        JSON.readTree(
                                serializer.serialize(metaData, byte[].class).getData()))
                .set("payload", JSON.readTree(payload.getData()));
    }

    /** Only a file that is not there yet. */
    void write(JsonNode written) throws IOException {
        Files.createDirectories(path().getParent());
        Files.writeString(path(), JSON.writeValueAsString(written) + "\n", StandardOpenOption.CREATE_NEW);
    }

    @Override
    public String toString() {
        return name();
    }
}
