package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.push.delivery.Outbox;
import com.startynk.sync.push.notification.Draft;
import com.startynk.sync.push.notification.NewNotification;
import com.startynk.sync.push.notification.Priority;
import com.startynk.sync.push.platform.UtcTimes;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Many notifications at once: of each what holds of one. */
class PuttingDownTest {

    /** More than one statement takes, of each size that there is. */
    private static final int MANY = 64 + 16 + 4 + 2;

    private final Phone person = Phone.ofSomebody();

    @Test
    void tellsOfManyThoseThatWereNotThereBefore() {
        var all = some(MANY);
        var before = IntStream.range(0, MANY)
                .filter(n -> n % 40 == 7)
                .mapToObj(all::get)
                .toList();
        put(before);

        var fresh = put(all);

        assertThat(fresh).hasSize(MANY - before.size()).isSubsetOf(ids(all)).doesNotContainAnyElementsOf(ids(before));
        assertThat(list()).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void tellsOfNoneThatWereAllThereBefore() {
        var all = some(MANY);
        put(all);

        assertThat(put(all)).isEmpty();
        assertThat(list()).hasSize(MANY);
    }

    @Test
    void takesTheFirstOfTwoOfOneId() {
        var id = UUID.randomUUID().toString();
        var other = UUID.randomUUID().toString();

        assertThat(put(List.of(one(id, "first"), one(other, "other"), one(id, "second"), one(id, "third"))))
                .containsExactlyInAnyOrder(id, other);
        assertThat(list()).containsExactlyInAnyOrder("first", "other");
    }

    @Test
    void writesOfEachWhatItIs() {
        var all = IntStream.range(0, MANY).mapToObj(this::varied).toList();

        put(all);

        assertThat(RunningService.jdbc()
                        .queryForList("""
                                SELECT CONCAT_WS('|', type, category, title, body, data, COALESCE(deep_link, '-'), priority,
                                    at_most_once, COALESCE(collapse_id, '-'), COALESCE(CONVERT(created_by USING utf8mb4), '-'),
                                    COALESCE(reason, '-'), COALESCE(gathered, '-'), COALESCE(per_hour, '-'), status, created_at,
                                    scheduled_for, visible_at)
                                FROM notification_log WHERE user_id = ? ORDER BY visible_at
                                """, String.class, person.userId().getBytes(UTF_8)))
                .containsExactlyElementsOf(
                        all.stream().map(PuttingDownTest::written).toList());
    }

    @Test
    void notesOfEachToHowManyDevicesItGoes() {
        var people = IntStream.range(0, 9).mapToObj(n -> Phone.ofSomebody()).toList();
        for (var n = 0; n < people.size(); n++) {
            for (var phones = n % 3; phones > 0; phones--) {
                register(people.get(n).other());
            }
        }

        put(people.stream().map(PuttingDownTest::one).toList());

        assertThat(people)
                .extracting(one -> RunningService.jdbc()
                        .queryForObject(
                                "SELECT CONCAT(devices, IF(pushed_at IS NULL AND status = 'SENT', ' to be seen', ' to ring'))"
                                        + " FROM notification_log WHERE user_id = ?",
                                String.class,
                                one.userId().getBytes(UTF_8)))
                .containsExactlyElementsOf(IntStream.range(0, 9)
                        .mapToObj(n -> n % 3 == 0 ? "0 to be seen" : n % 3 + " to ring")
                        .toList());
    }

    private static void register(Phone phone) {
        var token = Map.of("token", "ExponentPushToken[ok-" + UUID.randomUUID() + "]", "platform", "android");
        assertThat(phone.post("/api/v1/push-tokens", token).status()).isEqualTo(200);
    }

    /** Every second says what can be left unsaid. */
    private NewNotification varied(int n) {
        var says = n % 2 == 1;
        var now = Instant.now();
        return new NewNotification(
                UUID.randomUUID().toString(),
                person.userId(),
                "type" + n,
                "CATEGORY" + n,
                "Title " + n,
                "Body " + n,
                "{\"n\":" + n + "}",
                says ? "startynk://task/" + n : null,
                says ? Priority.CRITICAL : Priority.HIGH,
                says,
                says ? "collapse " + n : null,
                says ? "Anna " + n : null,
                now.plusSeconds(100_000 + n),
                says ? "reason " + n : null,
                says ? "change:" + n : null,
                says ? n : null,
                now.minusSeconds(1 + n));
    }

    private static String written(NewNotification one) {
        var later = time(one.scheduledFor());
        return Stream.of(
                        one.type(),
                        one.category(),
                        one.title(),
                        one.body(),
                        one.data(),
                        one.deepLink(),
                        one.priority(),
                        one.atMostOnce() ? 1 : 0,
                        one.collapseId(),
                        one.createdBy(),
                        one.reason(),
                        one.change(),
                        one.perHour(),
                        "SCHEDULED",
                        time(one.happenedAt()),
                        later,
                        later)
                .map(value -> value == null ? "-" : value.toString())
                .collect(Collectors.joining("|"));
    }

    private static String time(@Nullable Instant at) {
        return UtcTimes.column(Objects.requireNonNull(at))
                .format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS"));
    }

    /** Answers the ids of those that were not there before. */
    private static Set<String> put(List<NewNotification> some) {
        var fresh = new HashSet<String>();
        RunningService.inTransaction(
                () -> fresh.addAll(RunningService.bean(Outbox.class).put(some).keySet()));
        return fresh;
    }

    private List<String> list() {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT title FROM notification_log WHERE user_id = ?",
                        String.class,
                        person.userId().getBytes(UTF_8));
    }

    private List<NewNotification> some(int count) {
        return IntStream.range(0, count)
                .mapToObj(n -> one(UUID.randomUUID().toString(), "Slab " + n))
                .toList();
    }

    private static List<String> ids(List<NewNotification> some) {
        return some.stream().map(NewNotification::id).toList();
    }

    private NewNotification one(String id, String title) {
        return one(id, person, title);
    }

    private static NewNotification one(Phone to) {
        return one(UUID.randomUUID().toString(), to, "Slab");
    }

    private static NewNotification one(String id, Phone to, String title) {
        return Draft.to(to.userId()).as(id).saying(title, "It is yours now").made();
    }
}
