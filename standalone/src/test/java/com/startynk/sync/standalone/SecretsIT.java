package com.startynk.sync.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What must never stand in a log: a whole start and its use, with everything said that there is to say. */
class SecretsIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern SECRET_FILE = Pattern.compile("jwt-secret|encryption-key|.*password.*");

    @TempDir
    private Path folder;

    @Test
    void areNotLogged() throws Exception {
        try (var installation = new Installation(folder).start().awaitReady()) {
            var said = new ArrayList<String>();
            try (var files = Files.walk(installation.data(), 2)) {
                for (var file : files.filter(Files::isRegularFile)
                        .filter(one -> SECRET_FILE
                                .matcher(one.getFileName().toString())
                                .matches())
                        .toList()) {
                    said.add(Files.readString(file).strip());
                }
            }
            assertThat(said).as("the key and the passwords of a data folder").hasSizeGreaterThanOrEqualTo(4);
            var password = Files.readString(installation.data().resolve("admin-password"))
                    .strip();
            var pair = post(installation, "login", login(password), "");
            said.add(pair.get("accessToken").stringValue());
            said.add(pair.get("refreshToken").stringValue());
            var wrong = "a-mistyped-password-of-somebody";
            post(installation, "login", login(wrong), "");
            var changed = Map.<String, Object>of("currentPassword", wrong, "newPassword", "another-password-to-be");
            post(installation, "password", changed, pair.get("accessToken").stringValue());
            said.add(wrong);
            said.add("another-password-to-be");
            installation.stop();

            var output = installation.output();
            for (var secret : said) {
                if (secret.equals(password)) {
                    assertThat(output.split(Pattern.quote(secret), -1))
                            .as("shown once, at the first start")
                            .hasSize(2);
                } else {
                    assertThat(output).doesNotContain(secret);
                }
            }
        }
    }

    private static Map<String, Object> login(String password) {
        return Map.of(
                "username", "admin", "password", password, "device", Map.of("deviceId", "a-phone", "name", "A phone"));
    }

    private static JsonNode post(Installation installation, String call, Map<String, Object> body, String token)
            throws Exception {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + installation.port() + "/api/v1/auth/" + call))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                .build();
        return JSON.readTree(HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body());
    }
}
