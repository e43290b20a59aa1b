package com.startynk.sync.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class OriginalSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void understandsTheOriginalNames() {
        process(Map.of(
                "DATABASE_URL", "mysql://app:pw@db/sync",
                "REDIS_HOST", "cache",
                "REDIS_PORT", "6380",
                "REDIS_PASSWORD", "rp",
                "JWT_SECRET", "s",
                "EXPO_ACCESS_TOKEN", "e",
                "WS_URL", "wss://ws",
                "API_URL", "https://api",
                "WEB_URL", "https://web"));

        assertThat(environment.getProperty("spring.datasource.url")).isEqualTo("jdbc:mysql://db:3306/sync");
        assertThat(environment.getProperty("spring.datasource.username")).isEqualTo("app");
        assertThat(environment.getProperty("spring.datasource.password")).isEqualTo("pw");
        assertThat(environment.getProperty("spring.data.redis.host")).isEqualTo("cache");
        assertThat(environment.getProperty("spring.data.redis.port")).isEqualTo("6380");
        assertThat(environment.getProperty("spring.data.redis.password")).isEqualTo("rp");
        assertThat(environment.getProperty("startynk.identity.jwt-secret")).isEqualTo("s");
        assertThat(environment.getProperty("startynk.push.expo-access-token")).isEqualTo("e");
        assertThat(environment.getProperty("startynk.urls.ws")).isEqualTo("wss://ws");
        assertThat(environment.getProperty("startynk.urls.api")).isEqualTo("https://api");
        assertThat(environment.getProperty("startynk.urls.web")).isEqualTo("https://web");
    }

    @Test
    void proxiesAreTrustedAtBothServers() {
        process(Map.of("TRUSTED_PROXIES", "10.0.0.9, ::1,192.0.2.0/24"));

        for (var setting :
                new String[] {"server.tomcat.remoteip.internal-proxies", "startynk.realtime.trusted-proxies"}) {
            assertThat(environment.getProperty(setting)).isEqualTo("10.0.0.9/32,::1/128,192.0.2.0/24");
        }
    }

    @Test
    void leavesAloneWhatIsNotSet() {
        process(Map.of("REDIS_PASSWORD", ""));

        assertThat(environment.getProperty("spring.data.redis.password")).isNull();
        assertThat(environment.getProperty("spring.datasource.url")).isNull();
    }

    @Test
    void whoeverBringsStoresAlongIsNotToldOfOthers() {
        process(Map.of(
                OriginalSettings.OWN_STORES,
                true,
                "DATABASE_URL",
                "postgres://u:p@localhost/x",
                "REDIS_HOST",
                "cache",
                "JWT_SECRET",
                "s"));

        assertThat(environment.getProperty("spring.datasource.url")).isNull();
        assertThat(environment.getProperty("spring.data.redis.host")).isNull();
        assertThat(environment.getProperty("startynk.identity.jwt-secret")).isEqualTo("s");
    }

    @Test
    void aSettingGivenByItsOwnNameWins() {
        process(Map.of("REDIS_HOST", "cache", "spring.data.redis.host", "other"));

        assertThat(environment.getProperty("spring.data.redis.host")).isEqualTo("other");
    }

    private void process(Map<String, Object> variables) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        new OriginalSettings().postProcessEnvironment(environment, new SpringApplication());
    }
}
