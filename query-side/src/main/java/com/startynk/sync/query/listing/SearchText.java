package com.startynk.sync.query.listing;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.Home;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.query.entity.EntityRow;
import com.startynk.sync.query.entity.StoredFields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text as the database's index of words has it. Before each word stands a mark of where it is from: the project, the type, and
 * if not all who read the type read the field, the field. So a search comes upon nothing of other projects, and upon nothing that
 * its reader may not read.
 */
public final class SearchText {

    /** No field can be called so. */
    static final String PARAMETER = "_text";

    private static final int LONGEST = 200;
    private static final int MOST_WORDS = 12;
    private static final int MOST_MARKS = 64;

    /** In characters, with marks and gaps: what comes behind that in one entity is not found. */
    static final int MOST_OF_AN_ENTITY = 250_000;

    private static final int DIGITS = 36;
    private static final int MARK_LENGTH = 7;
    private static final long MARKS = 78_364_164_096L;

    private final EntityCatalog catalog;
    private final StoredFields json;

    public SearchText(EntityCatalog catalog, StoredFields json) {
        this.catalog = catalog;
        this.json = json;
    }

    /** The words of an entity; empty when there are none to be found. */
    String of(EntityRow row, int firstField) {
        var type = catalog.find(row.entityType()).orElse(null);
        if (type == null || row.deleted() || searchable(type).isEmpty()) {
            return "";
        }
        var fields = json.read(row.data());
        var words = new LinkedHashSet<String>();
        var length = 0;
        for (var field : searchable(type)) {
            var mark = mark(firstField, type, row.projectId(), apart(field));
            for (var text : texts(fields.get(field.name()))) {
                for (var word : Words.of(text)) {
                    var more = mark.length() + word.length() + 1;
                    if (length + more <= MOST_OF_AN_ENTITY && words.add(mark + word)) {
                        length += more;
                    }
                }
            }
        }
        return String.join(" ", words);
    }

    private static List<String> texts(@Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return value instanceof String text ? List.of(text) : List.of();
    }

    /**
     * What somebody looks for.
     *
     * @param words beginnings of words, all of which must be there
     * @param apart the names of fields that he may read and others may not, and null for those that everybody reads
     */
    record Wanted(EntityType type, Set<String> words, List<@Nullable String> apart) {

        /** As the database takes it; the projects are those of the reader. */
        String in(@Nullable Collection<String> projects, int firstField) {
            if (type.home() == Home.PROJECT && projects == null) {
                throw SyncFailure.invalid(
                        "projectId", "must be given where " + PARAMETER + " is, by who sees all projects");
            }
            var places = type.home() != Home.PROJECT || projects == null ? List.of("") : projects;
            if (places.size() * apart.size() > MOST_MARKS) {
                throw SyncFailure.invalid(
                        "projectId", "must be given where " + PARAMETER + " is, by who is in so many");
            }
            var marks = places.stream()
                    .flatMap(place -> apart.stream().map(field -> mark(firstField, type, place, field)))
                    .toList();
            return words.stream()
                    .map(word ->
                            marks.stream().map(mark -> mark + word + "*").collect(Collectors.joining(" ", "+(", ")")))
                    .collect(Collectors.joining(" "));
        }
    }

    /** Refuses what cannot be looked for. */
    static Wanted wanted(EntityType type, String text, Set<String> hidden) {
        if (searchable(type).isEmpty()) {
            throw SyncFailure.invalid(PARAMETER, type.name() + " has no searchable fields");
        }
        var apart = new ArrayList<@Nullable String>();
        searchable(type).stream()
                .filter(field -> !hidden.contains(field.name()))
                .map(SearchText::apart)
                .filter(field -> !apart.contains(field))
                .forEach(apart::add);
        if (apart.isEmpty()) {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "your roles may read no field that could be searched");
        }
        var words = text.length() > LONGEST ? Set.<String>of() : new TreeSet<>(Words.lookedFor(text));
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            throw SyncFailure.invalid(
                    PARAMETER, "must have 1 to " + MOST_WORDS + " words, and " + LONGEST + " characters at most");
        }
        return new Wanted(type, words, apart);
    }

    private static List<Field> searchable(EntityType type) {
        return type.fields().values().stream().filter(Field::searchable).toList();
    }

    private static @Nullable String apart(Field field) {
        return field.readers() == null ? null : field.name();
    }

    /** Types that live in no project of their own choice have few entities, which are looked through together. */
    private static String mark(int firstField, EntityType type, String projectId, @Nullable String field) {
        var place = type.home() == Home.PROJECT ? projectId : "";
        var digest = Sha256.of(firstField + "/" + type.name() + "/" + place + "/" + field);
        var number = Long.toString(Math.floorMod(ByteBuffer.wrap(digest).getLong(), MARKS), DIGITS);
        return "0".repeat(MARK_LENGTH - number.length()) + number;
    }
}
