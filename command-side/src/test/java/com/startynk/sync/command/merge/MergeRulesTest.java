package com.startynk.sync.command.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.catalog.Field;
import com.startynk.sync.catalog.FieldKind;
import com.startynk.sync.catalog.MergeRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What the rules promise, for whatever values meet. The table of single cases is the aggregate's test. */
class MergeRulesTest {

    private static final Instant EARLY = Instant.parse("2026-11-23T07:00:00Z");
    private static final Instant LATE = EARLY.plusSeconds(3600);
    private static final Field PROGRESS = field("progress");
    private static final Field STATUS = field("status");
    private static final Field ASSIGNEES = field("assigneeIds");
    private static final Field CHECKLIST = field("checklist");
    private static final Field NOTES = field("notes");
    private static final Field TITLE = field("title");
    private static final Field CHECK_IN =
            EntityCatalog.load(null).find("attendance").orElseThrow().fields().get("checkIn");

    @Property
    void unionKeepsEveryAdditionAndEveryRemovalOfTheBase(
            @ForAll("sets") List<String> base,
            @ForAll("sets") List<String> client,
            @ForAll("sets") List<String> server) {
        var merged = set(merge(ASSIGNEES, base, client, server));

        var expected = new HashSet<>(client);
        expected.addAll(server);
        expected.removeIf(element -> base.contains(element) && !(client.contains(element) && server.contains(element)));
        assertThat(merged).isEqualTo(expected);
    }

    @Property
    void unionIsTheSameWhicheverSideArrivesFirst(
            @ForAll("sets") List<String> base, @ForAll("sets") List<String> one, @ForAll("sets") List<String> other) {
        assertThat(set(merge(ASSIGNEES, base, one, other))).isEqualTo(set(merge(ASSIGNEES, base, other, one)));
    }

    @Property
    void unionChangesNothingWhenMergedTwice(
            @ForAll("sets") List<String> base,
            @ForAll("sets") List<String> client,
            @ForAll("sets") List<String> server) {
        var once = merge(ASSIGNEES, base, client, server);

        assertThat(set(merge(ASSIGNEES, client, client, once))).isEqualTo(set(once));
    }

    @Property
    void mergeKeysIsTheSameWhicheverSideArrivesFirst(
            @ForAll("checklists") Map<String, Boolean> base,
            @ForAll("checklists") Map<String, Boolean> one,
            @ForAll("checklists") Map<String, Boolean> other) {
        var oneLast = merged(CHECKLIST, new Contest(base, one, other, LATE, EARLY, key -> EARLY));
        var oneFirst = merged(CHECKLIST, new Contest(base, other, one, EARLY, LATE, key -> LATE));

        assertThat(oneLast).isEqualTo(oneFirst);
    }

    @Property
    void mergeKeysKeepsEachSidesKeysThatTheOtherLeftAlone(
            @ForAll("checklists") Map<String, Boolean> base,
            @ForAll("checklists") Map<String, Boolean> client,
            @ForAll("checklists") Map<String, Boolean> server) {
        @SuppressWarnings("unchecked")
        var merged = (Map<String, Boolean>) merge(CHECKLIST, base, client, server);

        for (var key : Set.of("a", "b", "c", "d")) {
            var untouchedByClient = java.util.Objects.equals(client.get(key), base.get(key));
            var untouchedByServer = java.util.Objects.equals(server.get(key), base.get(key));
            if (untouchedByClient) {
                assertThat(merged.get(key)).isEqualTo(server.get(key));
            } else if (untouchedByServer) {
                assertThat(merged.get(key)).isEqualTo(client.get(key));
            }
        }
    }

    @Property
    void appendKeepsTheServersTextAndEveryLineOfTheClientsOnce(
            @ForAll("notes") String base, @ForAll("notes") String client, @ForAll("notes") String server) {
        var merged = (String) merge(NOTES, base, client, server);

        assertThat(merged).startsWith(server);
        var added = new LinkedHashSet<>(List.of(client.split("\n", -1)));
        added.removeAll(List.of(base.split("\n", -1)));
        added.removeAll(List.of(server.split("\n", -1)));
        var expected = new ArrayList<>(List.of(server.split("\n", -1)));
        expected.addAll(added);
        assertThat(List.of(merged.split("\n", -1))).isEqualTo(expected);
    }

    @Property
    void appendChangesNothingWhenMergedTwice(
            @ForAll("notes") String base, @ForAll("notes") String client, @ForAll("notes") String server) {
        var once = merge(NOTES, base, client, server);

        assertThat(merge(NOTES, base, client, once)).isEqualTo(once);
    }

    @Property
    void greatestAndFurthestAreTheSameWhicheverSideArrivesFirst(
            @ForAll @IntRange(max = 100) int one,
            @ForAll @IntRange(max = 100) int other,
            @ForAll("statuses") String oneStatus,
            @ForAll("statuses") String otherStatus) {
        assertThat(merge(PROGRESS, null, (long) one, (long) other)).isEqualTo((long) Math.max(one, other));
        assertThat(merge(STATUS, null, oneStatus, otherStatus)).isEqualTo(merge(STATUS, null, otherStatus, oneStatus));
        assertThat(STATUS.values().indexOf(merge(STATUS, null, oneStatus, otherStatus)))
                .isEqualTo(Math.max(
                        STATUS.values().indexOf(oneStatus), STATUS.values().indexOf(otherStatus)));
    }

    @Property
    void leastComparesInstantsAndNotTexts(
            @ForAll @IntRange(max = 86_399) int second, @ForAll @IntRange(min = -12, max = 12) int offset) {
        var server = "2026-11-23T12:00:00Z";
        var moment = Instant.parse("2026-11-23T00:00:00Z").plusSeconds(second);
        var client = moment.atOffset(java.time.ZoneOffset.ofHours(offset)).toString();
        var complete = java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                moment.atOffset(java.time.ZoneOffset.ofHours(offset)));

        assertThat(client).isNotNull();
        assertThat(merge(CHECK_IN, null, complete, server))
                .isEqualTo(moment.isBefore(Instant.parse(server)) ? complete : server);
    }

    @Property
    void sumAddsWhatTheClientAddedToItsBase(@ForAll short base, @ForAll short added, @ForAll short server) {
        assertThat(merge(number(MergeRule.SUM), (long) base, (long) base + added, (long) server))
                .isEqualTo((long) server + added);
    }

    @Property
    void lastWriteIsTheLaterEditAndOfEqualTimesTheLaterArrival(@ForAll @IntRange(min = -5, max = 5) int seconds) {
        var merged =
                merged(TITLE, new Contest("base", "client", "server", EARLY.plusSeconds(seconds), EARLY, key -> EARLY));

        assertThat(merged).isEqualTo(seconds >= 0 ? "client" : "server");
    }

    @Property
    void clientAndServerAreAsTheySay(@ForAll int base, @ForAll int client, @ForAll int server) {
        assertThat(merge(number(MergeRule.CLIENT), base, client, server)).isEqualTo(client);
        assertThat(merge(number(MergeRule.SERVER), base, client, server)).isEqualTo(server);
    }

    @Property
    void aValueBeatsNone(@ForAll @IntRange(max = 100) int value) {
        assertThat(merge(PROGRESS, null, null, (long) value)).isEqualTo((long) value);
        assertThat(merge(PROGRESS, null, (long) value, null)).isEqualTo((long) value);
    }

    @Provide
    Arbitrary<List<String>> sets() {
        return Arbitraries.of("a", "b", "c", "d").set().map(ArrayList::new);
    }

    @Provide
    Arbitrary<Map<String, Boolean>> checklists() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c", "d"), Arbitraries.of(true, false))
                .map(HashMap::new);
    }

    @Provide
    Arbitrary<String> notes() {
        return Arbitraries.of("rain", "crane late", "", "slab poured", "rebar short")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(lines -> String.join("\n", lines));
    }

    @Provide
    Arbitrary<String> statuses() {
        return Arbitraries.of(STATUS.values());
    }

    private static Field number(MergeRule rule) {
        return new Field(
                "hours",
                FieldKind.NUMBER,
                false,
                false,
                null,
                rule,
                List.of(),
                null,
                null,
                null,
                0,
                null,
                null,
                false,
                false,
                false);
    }

    private static Field field(String name) {
        return EntityCatalog.load(null).find("task").orElseThrow().fields().get(name);
    }

    private static Object merge(Field field, Object base, Object client, Object server) {
        return merged(field, new Contest(base, client, server, LATE, EARLY, key -> EARLY));
    }

    private static Object merged(Field field, Contest contest) {
        return FieldMerge.merged(field, contest);
    }

    private static Set<Object> set(Object list) {
        return new HashSet<>((List<?>) list);
    }
}
