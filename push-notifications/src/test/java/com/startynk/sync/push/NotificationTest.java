package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NotificationTest {

    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00.123Z");

    private final Phone phone = Phone.ofSomebody();

    @Test
    void showsANotificationWithTheDocumentedMembers() {
        var id = notify(phone, "Storm", NOON, null);

        var page = list("");

        assertThat(names(page)).containsExactlyInAnyOrder("items", "nextCursor", "unreadCount");
        assertThat(page.get("nextCursor").isNull()).isTrue();
        assertThat(page.get("unreadCount").intValue()).isEqualTo(1);
        var notification = page.at("/items/0");
        assertThat(names(notification))
                .containsExactlyInAnyOrder(
                        "id", "type", "title", "body", "data", "deepLink", "createdAt", "readAt", "status");
        assertThat(notification.get("id").stringValue()).isEqualTo(id);
        assertThat(notification.get("title").stringValue()).isEqualTo("Storm");
        assertThat(notification.at("/data/crane").intValue()).isEqualTo(7);
        assertThat(notification.get("deepLink").isNull()).isTrue();
        assertThat(notification.get("readAt").isNull()).isTrue();
        assertThat(notification.get("createdAt").stringValue()).isEqualTo("2026-03-02T12:00:00.123Z");
        assertThat(notification.get("status").stringValue()).isEqualTo("SENT");
    }

    @Test
    void answersTheProcedureLikeItsTwin() {
        notify(phone, "Storm", NOON, null);

        var answer = phone.get("/trpc/notification.getNotifications");

        assertThat(answer.body().at("/result/data")).isEqualTo(list(""));
    }

    @Test
    void listsTheNewestFirstInPagesEachOnce() {
        // Seven at four instants: equal times must neither repeat nor lose one at the edge of a page.
        var titles = IntStream.range(0, 7).mapToObj(n -> "n" + n).toList();
        for (var n = 0; n < 7; n++) {
            notify(phone, titles.get(n), NOON.plusMillis(n / 2), null);
        }

        var got = new ArrayList<String>();
        var next = "";
        do {
            var page = list("?limit=3" + next);
            assertThat(page.get("unreadCount").intValue()).isEqualTo(7);
            got.addAll(titles(page));
            next = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").stringValue();
        } while (!next.isEmpty() && got.size() < 20);

        assertThat(got).containsExactlyInAnyOrderElementsOf(titles);
        assertThat(got.get(0)).isEqualTo("n6");
        assertThat(got.subList(5, 7)).containsExactlyInAnyOrder("n0", "n1");
    }

    @Test
    void showsAPersonsOwnOnAllOfTheirDevices() {
        notify(phone, "mine", NOON, null);

        assertThat(titles(ok(phone.other().get("/api/v1/notifications")))).containsExactly("mine");
        assertThat(titles(ok(Phone.ofSomebody().get("/api/v1/notifications")))).isEmpty();
    }

    @Test
    void keepsAScheduledOneBackUntilItsTime() {
        var later = notify(phone, "later", NOON, Instant.now().plus(Duration.ofHours(1)));
        notify(phone, "due", NOON, NOON.plusSeconds(60));
        notify(phone, "unscheduled", NOON.plusSeconds(30), null);

        var page = list("");

        assertThat(titles(page)).containsExactly("due", "unscheduled");
        assertThat(page.get("unreadCount").intValue()).isEqualTo(2);
        assertThat(mark(Map.of("ids", List.of(later)))).isEqualTo(marked(0, 2));
        assertThat(mark(Map.of("all", true))).isEqualTo(marked(2, 0));
    }

    @Test
    void marksAsReadByIdsOnce() {
        var ids = IntStream.range(0, 3)
                .mapToObj(n -> notify(phone, "n" + n, NOON.plusSeconds(n), null))
                .toList();

        assertThat(mark(Map.of("ids", List.of(ids.get(0), ids.get(2))))).isEqualTo(marked(2, 1));
        assertThat(mark(Map.of("ids", List.of(ids.get(0))))).isEqualTo(marked(0, 1));

        var page = list("");
        assertThat(page.get("items").values())
                .extracting(notification -> notification.get("readAt").isNull())
                .containsExactly(false, true, false);
        assertThat(Instant.parse(page.at("/items/0/readAt").stringValue()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now());
        assertThat(titles(list("?unreadOnly=true"))).containsExactly("n1");
    }

    @Test
    void marksAllAsReadOnEveryDevice() {
        for (var n = 0; n < 4; n++) {
            notify(phone, "n" + n, NOON.plusSeconds(n), null);
        }

        var answer = phone.other().post("/trpc/notification.markAsRead", Map.of("all", true));

        assertThat(answer.body().at("/result/data")).isEqualTo(marked(4, 0));
        assertThat(list("?unreadOnly=true").get("items")).isEmpty();
    }

    @Test
    void marksNothingOfAnotherPersonAndNothingUnknown() {
        var id = notify(phone, "Storm", NOON, null);
        var ids = List.of(id, UUID.randomUUID().toString(), "no id", "é");

        var answer = Phone.ofSomebody().post("/api/v1/notifications/read", Map.of("ids", ids));

        assertThat(ok(answer)).isEqualTo(marked(0, 0));
        assertThat(list("").get("unreadCount").intValue()).isEqualTo(1);
    }

    @Test
    void marksNoneByAnEmptyList() {
        notify(phone, "Storm", NOON, null);

        assertThat(mark(Map.of("ids", List.of()))).isEqualTo(marked(0, 1));
    }

    @ParameterizedTest
    @MethodSource
    void refusesMarksThatNameNeitherIdsNorAllOrBoth(Object input) {
        var answer = phone.post("/api/v1/notifications/read", input);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_INPUT");
    }

    static Stream<Object> refusesMarksThatNameNeitherIdsNorAllOrBoth() {
        return Stream.of(
                Map.of(),
                Map.of("all", false),
                Map.of("all", "true"),
                Map.of("ids", "x"),
                Map.of("ids", List.of(7)),
                Map.of("ids", List.of(), "all", true),
                Map.of("ids", IntStream.range(0, 1001).mapToObj(n -> "x").toList()),
                List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=-1", "limit=1001", "limit=many", "unreadOnly=perhaps"})
    void refusesAListOutOfBoundsAndNamesTheField(String query) {
        var answer = phone.get("/api/v1/notifications?" + query);

        assertThat(answer.errorCode()).isEqualTo("INVALID_INPUT");
        assertThat(answer.invalidFields()).containsExactly(query.substring(0, query.indexOf('=')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"limit\":0}", "{\"limit\":1001}", "{\"limit\":2.5}", "{\"limit\":\"5\"}", "{\"unreadOnly\":1}"
            })
    void refusesTheProceduresInputLikewise(String input) {
        var answer = phone.get("/trpc/notification.getNotifications?input=" + URLEncoder.encode(input, UTF_8));

        assertThat(answer.body().at("/error/data/errorCode").stringValue()).isEqualTo("INVALID_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage", "%3F%3F", "MTIzOm5vLWlk"})
    void refusesACursorThatIsNone(String cursor) {
        var answer = phone.get("/api/v1/notifications?cursor=" + cursor);

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.errorCode()).isEqualTo("INVALID_CURSOR");
    }

    private JsonNode list(String query) {
        return ok(phone.get("/api/v1/notifications" + query));
    }

    private JsonNode mark(Object input) {
        return ok(phone.post("/api/v1/notifications/read", input));
    }

    private static JsonNode ok(Phone.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static JsonNode marked(int updated, int unreadCount) {
        return new JsonMapper().createObjectNode().put("updated", updated).put("unreadCount", unreadCount);
    }

    private static List<String> titles(JsonNode page) {
        return page.get("items").values().stream()
                .map(notification -> notification.get("title").stringValue())
                .toList();
    }

    private static List<String> names(JsonNode object) {
        return List.copyOf(object.propertyNames());
    }

    /** Written as the part that makes notifications will write them. */
    private static String notify(Phone phone, String title, Instant created, @Nullable Instant scheduled) {
        var id = UUID.randomUUID().toString();
        RunningService.write(
                """
                INSERT INTO notification_log (id, user_id, type, title, body, data, status, created_at, scheduled_for, visible_at)
                VALUES (?, ?, 'ANNOUNCEMENT', ?, 'Secure the crane', '{"crane": 7}', ?, ?, ?, ?)
                """,
                id,
                phone.userId().getBytes(UTF_8),
                title,
                scheduled == null ? "SENT" : "SCHEDULED",
                column(created),
                scheduled == null ? null : column(scheduled),
                column(scheduled == null ? created : scheduled));
        return id;
    }

    private static LocalDateTime column(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
