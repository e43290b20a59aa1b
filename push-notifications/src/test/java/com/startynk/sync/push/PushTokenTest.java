package com.startynk.sync.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PushTokenTest {

    /** Not the common pool, which has one thread on two processors. */
    private static final Executor OWN_THREADS = work -> new Thread(work).start();

    private static final String PATH = "/api/v1/push-tokens";

    @ParameterizedTest
    @ValueSource(strings = {"ExponentPushToken[%s]", "ExpoPushToken[%s]"})
    void registersATokenAgainAndAgain(String shape) {
        var phone = Phone.ofSomebody();
        var token = shape.formatted(UUID.randomUUID());

        for (var n = 0; n < 3; n++) {
            assertThat(register(phone, token).body()).isEqualTo(registered());
        }
        assertThat(tokensOf(phone)).containsExactly(token);
    }

    @Test
    void answersTheProcedureLikeItsTwin() {
        var phone = Phone.ofSomebody();

        var answer = phone.post("/trpc/notification.registerPushToken", registration(newToken(), Map.of()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/result/data")).isEqualTo(registered());
    }

    @ParameterizedTest
    @MethodSource
    void refusesAMalformedToken(String token) {
        var phone = Phone.ofSomebody();

        var answer = register(phone, token);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PUSH_TOKEN");
        assertThat(tokensOf(phone)).isEmpty();
    }

    static Stream<String> refusesAMalformedToken() {
        return Stream.of(
                "",
                "abc",
                "ExponentPushToken[]",
                "ExponentPushToken[abc",
                "exponentpushtoken[abc]",
                " ExponentPushToken[abc]",
                "ExponentPushToken[a b]",
                "ExponentPushToken[a[b]]",
                "ExponentPushToken[abc]x",
                "ExponentPushToken[abc]\n",
                "ExponentPushToken[ä]",
                "ExponentPushToken[" + "x".repeat(201) + "]",
                "x".repeat(5000));
    }

    @ParameterizedTest
    @MethodSource
    void namesEveryFieldThatIsWrong(Map<String, @Nullable Object> members, List<String> fields) {
        var answer = Phone.ofSomebody().post(PATH, registration(newToken(), members));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_INPUT");
        assertThat(answer.invalidFields()).isEqualTo(fields);
    }

    static Stream<Object[]> namesEveryFieldThatIsWrong() {
        var none = new HashMap<String, @Nullable Object>();
        none.put("token", null);
        return Stream.of(
                new Object[] {none, List.of("token")},
                new Object[] {Map.of("token", 7), List.of("token")},
                new Object[] {Map.of("platform", "symbian"), List.of("platform")},
                new Object[] {Map.of("platform", true), List.of("platform")},
                new Object[] {Map.of("deviceName", "x".repeat(201)), List.of("deviceName")},
                new Object[] {Map.of("deviceName", "a\u0000b"), List.of("deviceName")},
                new Object[] {Map.of("appVersion", 3), List.of("appVersion")},
                new Object[] {Map.of("locale", "de_DE"), List.of("locale")},
                new Object[] {Map.of("locale", ""), List.of("locale")},
                new Object[] {Map.of("timezone", "Mars/Base"), List.of("timezone")},
                new Object[] {
                    Map.of("locale", "!", "timezone", "?", "platform", ""), List.of("platform", "locale", "timezone")
                });
    }

    @ParameterizedTest
    @CsvSource({"de,Europe/Berlin", "pt-BR,America/Sao_Paulo", "zh-Hant-TW,Asia/Taipei", "en-US,UTC", ","})
    void takesLocalesAndTimeZonesOfTheWholeWorld(@Nullable String locale, @Nullable String timezone) {
        var members = new HashMap<String, @Nullable Object>();
        members.put("locale", locale);
        members.put("timezone", timezone);
        members.put("deviceName", "Zoë's 電話 📱");
        var phone = Phone.ofSomebody();

        assertThat(phone.post(PATH, registration(newToken(), members)).status()).isEqualTo(200);

        var row = RunningService.jdbc()
                .queryForMap(
                        "SELECT locale, timezone, device_name FROM push_token WHERE user_id = ?",
                        phone.userId().getBytes(UTF_8));
        assertThat(row).containsEntry("locale", locale).containsEntry("timezone", timezone);
        assertThat(row).containsEntry("device_name", "Zoë's 電話 📱");
    }

    @Test
    void replacesADevicesOlderToken() {
        var phone = Phone.ofSomebody();
        var newer = newToken();

        register(phone, newToken());
        register(phone, newer);

        assertThat(tokensOf(phone)).containsExactly(newer);
    }

    @Test
    void keepsATokenForEachDeviceOfAPerson() {
        var phone = Phone.ofSomebody();

        register(phone, newToken());
        register(phone.other(), newToken());

        assertThat(tokensOf(phone)).hasSize(2);
    }

    @Test
    void givesATokenToWhomeverRegisteredItLast() {
        var seller = Phone.ofSomebody();
        var buyer = Phone.ofSomebody();
        var token = newToken();

        register(seller, token);
        register(buyer, newToken());
        register(buyer, token);

        assertThat(tokensOf(seller)).isEmpty();
        assertThat(tokensOf(buyer)).containsExactly(token);
    }

    @Test
    void keepsAPersonsTokenFromSomebodyWhoNamesTheSameDevice() {
        var phone = Phone.ofSomebody();
        var token = newToken();
        register(phone, token);

        register(new Phone("user-" + UUID.randomUUID(), phone.deviceId()), newToken());

        assertThat(tokensOf(phone)).containsExactly(token);
    }

    @RepeatedTest(10)
    void endsWithOneOwnerWhenManyRegisterATokenAtOnce() {
        var token = newToken();
        var phones = IntStream.range(0, 12).mapToObj(n -> Phone.ofSomebody()).toList();

        var answers = phones.stream()
                .map(phone -> CompletableFuture.supplyAsync(() -> register(phone, token), OWN_THREADS))
                .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(phones.stream().flatMap(phone -> tokensOf(phone).stream())).containsExactly(token);
    }

    @Test
    void knowsSinceWhenADeviceHasHadItsToken() {
        var phone = Phone.ofSomebody();
        var token = newToken();
        var longAgo = LocalDateTime.parse("2020-02-20T20:20:20");
        register(phone, token);
        RunningService.write("UPDATE push_token SET created_at = ? WHERE token = ?", longAgo, token);

        register(phone, token);
        assertThat(createdAt(token)).isEqualTo(longAgo);

        register(Phone.ofSomebody(), token);
        assertThat(createdAt(token)).isAfter(longAgo);
    }

    private static LocalDateTime createdAt(String token) {
        return RunningService.jdbc()
                .queryForObject("SELECT created_at FROM push_token WHERE token = ?", LocalDateTime.class, token);
    }

    @Test
    void wakesATokenThatHadBeenDisabled() {
        var phone = Phone.ofSomebody();
        var token = newToken();
        register(phone, token);
        RunningService.write("UPDATE push_token SET disabled_reason = 'DeviceNotRegistered' WHERE token = ?", token);

        register(phone, token);

        assertThat(RunningService.jdbc()
                        .queryForList("SELECT disabled_reason FROM push_token WHERE token = ?", String.class, token))
                .containsOnlyNulls();
    }

    private static Phone.Answer register(Phone phone, String token) {
        return phone.post(PATH, registration(token, Map.of()));
    }

    private static Map<String, @Nullable Object> registration(String token, Map<String, @Nullable Object> members) {
        var registration = new HashMap<String, @Nullable Object>(Map.of(
                "token", token,
                "platform", "android",
                "deviceName", "Pixel 9",
                "appVersion", "1.4.2",
                "locale", "de-DE",
                "timezone", "Europe/Berlin"));
        registration.putAll(members);
        return registration;
    }

    private static String newToken() {
        return "ExponentPushToken[" + UUID.randomUUID() + "]";
    }

    private static List<String> tokensOf(Phone phone) {
        return RunningService.jdbc()
                .queryForList(
                        "SELECT token FROM push_token WHERE user_id = ?",
                        String.class,
                        phone.userId().getBytes(UTF_8));
    }

    private static JsonNode registered() {
        return new JsonMapper().readTree("{\"registered\":true}");
    }
}
