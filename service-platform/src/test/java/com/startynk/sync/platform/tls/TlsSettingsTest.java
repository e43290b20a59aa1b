package com.startynk.sync.platform.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class TlsSettingsTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @TempDir
    private Path folder;

    @Test
    void nobodyWhoAsksForNoneGetsTls() {
        process(Map.of("TLS_CERTIFICATE", ""));

        assertThat(environment.getProperty("server.ssl.bundle")).isNull();
    }

    @Test
    void aCertificateNeedsItsKey() throws IOException {
        var certificate = Files.writeString(folder.resolve("server.crt"), "-");

        assertThatThrownBy(() -> process(Map.of("TLS_CERTIFICATE", certificate.toString())))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessage("TLS_KEY is missing.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        var missing = folder.resolve("missing.crt");

        assertThatThrownBy(() -> process(Map.of("TLS_CERTIFICATE", missing.toString(), "TLS_KEY", missing.toString())))
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining("TLS_CERTIFICATE")
                .hasMessageContaining(missing.toString());
    }

    private void process(Map<String, Object> variables) {
        environment.getPropertySources().addFirst(new MapPropertySource("test", variables));
        new TlsSettings().postProcessEnvironment(environment, new SpringApplication());
    }
}
