package com.startynk.sync.events;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import com.startynk.sync.events.cachepolicy.CachePolicyEvent;
import com.startynk.sync.events.entity.EntityEvent;
import com.startynk.sync.events.parking.ParkingEvent;
import com.startynk.sync.events.session.SessionEvent;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page on events has a row for each event, member, constant and metadata key; what they mean, people write. */
class EventsPageTest {

    private static final Path PAGE = Path.of("..", "docs", "events.md");

    private static final Map<Class<?>, String> WORDS = Map.of(
            UUID.class,
            "UUID",
            String.class,
            "text",
            Instant.class,
            "instant",
            long.class,
            "integer",
            int.class,
            "integer",
            Long.class,
            "integer",
            Integer.class,
            "integer",
            Boolean.class,
            "`boolean`",
            Object.class,
            "any");

    private final List<String> rows = new ArrayList<>();
    private final Set<Class<?>> described = new LinkedHashSet<>();

    @Test
    void hasARowForEverythingThatIsStored() throws IOException, IllegalAccessException {
        expectRows();
        var page = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `"))
                .toList();

        assertThat(page.stream().map(EventsPageTest::withoutMeaning))
                .as("rows of docs/events.md, without their last column; each needs one that says what it means")
                .containsExactlyInAnyOrderElementsOf(rows);
        assertThat(page).allMatch(row -> !meaning(row).isBlank());
    }

    private void expectRows() throws IllegalAccessException {
        for (var family :
                new Class<?>[] {EntityEvent.class, ParkingEvent.class, SessionEvent.class, CachePolicyEvent.class}) {
            for (var event : family.getPermittedSubclasses()) {
                rows.add(cells("`" + event.getSimpleName() + "`", revision(event), members(event)));
                components(event).forEach(member -> expectMember("", member));
            }
        }
        for (var key : EventMetaData.class.getFields()) {
            if (Modifier.isStatic(key.getModifiers())) {
                rows.add(cells("`" + key.get(null) + "`", "text"));
            }
        }
    }

    private void expectMember(String of, RecordComponent member) {
        var mayBeNull = !of.isEmpty() && isNullable(member);
        var row = cells("`" + of + member.getName() + "`" + (mayBeNull ? "?" : ""), word(member.getGenericType()));
        if (!rows.contains(row)) {
            rows.add(row);
        }
        expectParts(member.getGenericType());
    }

    /** What the type of a member is made of, once. */
    private void expectParts(Type type) {
        if (type instanceof ParameterizedType list) {
            Stream.of(list.getActualTypeArguments()).forEach(this::expectParts);
        } else if (type instanceof Class<?> part && part.isEnum() && described.add(part)) {
            rows.add(cells(word(part), constants(part)));
        } else if (type instanceof Class<?> part && part.isRecord() && value(part) == null && described.add(part)) {
            components(part).forEach(member -> expectMember(part.getSimpleName() + ".", member));
        }
    }

    private static String word(Type type) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            return Map.class.equals(generic.getRawType()) ? "object" : "list of " + word(arguments[0]);
        }
        var of = (Class<?>) type;
        var value = value(of);
        return value == null ? WORDS.getOrDefault(of, "`" + of.getSimpleName() + "`") : word(value);
    }

    /** The type of what is written in place of a record that is a single value. */
    private static @Nullable Class<?> value(Class<?> type) {
        return !type.isRecord()
                ? null
                : components(type)
                        .filter(member -> member.getAccessor().isAnnotationPresent(JsonValue.class))
                        .<Class<?>>map(RecordComponent::getType)
                        .findFirst()
                        .orElse(null);
    }

    private static Stream<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents());
    }

    private static String members(Class<?> event) {
        return components(event)
                .map(member -> "`" + member.getName() + "`" + (isNullable(member) ? "?" : ""))
                .collect(joining(", "));
    }

    private static boolean isNullable(RecordComponent member) {
        return member.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static String constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> "`" + constant + "`")
                .collect(joining(", "));
    }

    private static String revision(Class<?> event) {
        return event.getAnnotation(Revision.class).value();
    }

    private static String cells(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String withoutMeaning(String row) {
        return row.substring(0, row.lastIndexOf('|', row.length() - 2) + 1);
    }

    private static String meaning(String row) {
        return row.substring(withoutMeaning(row).length(), row.length() - 1);
    }
}
