package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.events.entity.EntityChanged;
import com.startynk.sync.events.entity.EntityId;
import com.startynk.sync.events.entity.MutationFact;
import com.startynk.sync.events.entity.MutationId;
import com.startynk.sync.events.entity.MutationOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.MergedTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.tokenstore.ConfigToken;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventSerializerTest {

    private final Serializer serializer = EventSerializer.create();

    static List<Object> tokens() {
        var gaps = GapAwareTrackingToken.newInstance(12, List.of(3L, 9L));
        return List.of(
                gaps,
                new GlobalSequenceTrackingToken(7),
                ReplayToken.createReplayToken(gaps, GapAwareTrackingToken.newInstance(2, List.of())),
                ReplayToken.createReplayToken(new GlobalSequenceTrackingToken(5)),
                MergedTrackingToken.merged(gaps, GapAwareTrackingToken.newInstance(4, List.of(1L))),
                new ConfigToken(Map.of("id", "store-1")));
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void tokensComeBackEqual(Object token) {
        assertThat(roundTrip(token)).isEqualTo(token);
    }

    @Test
    void eventsComeBackEqualWithEveryKindOfValue() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("progress", 100L);
        fields.put("large", 9007199254740993L);
        fields.put("amount", 0.1 + 0.2);
        fields.put("whole", 5.0);
        fields.put("tiny", Double.MIN_VALUE);
        fields.put("huge", 1e21);
        fields.put("cleared", null);
        fields.put("assigneeIds", List.of("u-1", "u-2"));
        fields.put("checklist", Map.of("formwork", true));
        fields.put("title", "Gießen – 打设 🏗️");
        var event = new EntityChanged(
                new EntityId(UUID.randomUUID()),
                new MutationFact(
                        new MutationId(UUID.randomUUID()),
                        "digest",
                        MutationOutcome.MERGED,
                        null,
                        Instant.parse("2026-11-23T08:00:00.123456Z")),
                3,
                fields,
                null);

        assertThat(roundTrip(event)).isEqualTo(event);
    }

    @Test
    void metadataComesBackEqual() {
        var metaData = MetaData.with("userId", "u-1").and("project", "p-1").and("partition", 17L);

        assertThat(roundTrip(metaData)).isEqualTo(metaData);
    }

    @Test
    void aSnapshotKeepsTheAggregatesPrivateStateFinalFieldsToo() {
        var restored = (Walls) roundTrip(new Walls("B2", List.of(3, 4)));

        assertThat(restored.describe()).isEqualTo("B2 [3, 4]");
        assertThat(restored.getDerived()).isEqualTo(2);
    }

    @Test
    void fieldsThatAreNotKnownAnyMoreAreIgnored() {
        var stored = new SimpleSerializedObject<>(
                "{\"id\":\"n-1\",\"text\":\"hello\",\"colour\":\"red\"}",
                String.class,
                serializer.typeForClass(NoteProcessing.NoteWritten.class));

        assertThat(serializer.<String, Object>deserialize(stored))
                .isEqualTo(new NoteProcessing.NoteWritten("n-1", "hello"));
    }

    @Test
    void noStoredTextMayNameAClassOutsideOfAxon() {
        var hostile = new SimpleSerializedObject<>(
                "{\"tokenAtReset\":{\"@class\":\"javax.swing.JEditorPane\",\"page\":\"http://127.0.0.1/\"}}",
                String.class,
                serializer.typeForClass(ReplayToken.class));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> serializer.deserialize(hostile))
                .isInstanceOf(org.axonframework.serialization.SerializationException.class);
    }

    private Object roundTrip(Object value) {
        return serializer.deserialize(serializer.serialize(value, byte[].class));
    }

    /** State without a single getter. */
    static final class Walls {

        private String slab = "";
        private final List<Integer> heights = new ArrayList<>();

        Walls() {}

        Walls(String slab, List<Integer> heights) {
            this.slab = slab;
            this.heights.addAll(heights);
        }

        String describe() {
            return slab + " " + heights;
        }

        /** Would not come back, as no field has its name. */
        public int getDerived() {
            return heights.size();
        }
    }
}
