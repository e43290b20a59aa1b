package com.startynk.sync.platform.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Two environment variables turn TLS 1.3 on, for the HTTP API and for sockets alike, and nothing older: phones and browsers
 * have had it for years. Files that are replaced are taken without a restart. Whoever needs more has Spring Boot's own
 * settings, {@code spring.ssl.bundle} and {@code server.ssl.bundle}; given in the environment or on the command line, they win.
 */
public final class TlsSettings implements EnvironmentPostProcessor {

    static final String CERTIFICATE = "TLS_CERTIFICATE";
    static final String KEY = "TLS_KEY";
    static final String PASSWORD = "TLS_KEY_PASSWORD";

    private static final String NAME = "startynk";
    private static final String BUNDLE = "spring.ssl.bundle.pem." + NAME + ".";

    /** @throws UnusableCertificateException unless both files are given and belong together */
    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var certificate = value(environment, CERTIFICATE);
        var key = value(environment, KEY);
        if (certificate == null && key == null) {
            return;
        }
        if (certificate == null || key == null) {
            throw new UnusableCertificateException((certificate == null ? CERTIFICATE : KEY) + " is missing.");
        }
        var password = value(environment, PASSWORD);
        var chain = location(CERTIFICATE, certificate);
        var privateKey = location(KEY, key);
        requireUsable(chain, privateKey, password);
        var settings = new LinkedHashMap<String, Object>();
        settings.put(BUNDLE + "keystore.certificate", chain);
        settings.put(BUNDLE + "keystore.private-key", privateKey);
        if (password != null) {
            settings.put(BUNDLE + "keystore.private-key-password", password);
        }
        settings.put(BUNDLE + "keystore.verify-keys", true);
        settings.put(BUNDLE + "options.enabled-protocols", "TLSv1.3");
        settings.put(BUNDLE + "reload-on-update", true);
        settings.put("server.ssl.bundle", NAME);
        environment
                .getPropertySources()
                .addAfter(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new MapPropertySource("startynkTls", settings));
    }

    private static void requireUsable(String chain, String key, @Nullable String password) {
        try {
            var store = PemSslStore.load(new PemSslStoreDetails(null, chain, key, password));
            var certificates = store == null ? null : store.certificates();
            var privateKey = store == null ? null : store.privateKey();
            if (certificates == null || certificates.isEmpty() || privateKey == null) {
                throw new UnusableCertificateException("There is no certificate in " + chain + ", or no key in " + key);
            }
            if (!belong(privateKey, certificates.get(0))) {
                throw new UnusableCertificateException(
                        KEY + " is not the key of the first certificate in " + CERTIFICATE);
            }
        } catch (IllegalStateException | IllegalArgumentException | GeneralSecurityException e) {
            throw new UnusableCertificateException(CERTIFICATE + " (" + chain + ") and " + KEY + " (" + key
                    + ") cannot be used: " + e.getMessage() + ".");
        }
    }

    private static boolean belong(PrivateKey key, X509Certificate certificate) throws GeneralSecurityException {
        if (!key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm())) {
            return false;
        }
        var signature = Signature.getInstance(
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                });
        var anything = new byte[32];
        signature.initSign(key);
        signature.update(anything);
        var signed = signature.sign();
        signature.initVerify(certificate);
        signature.update(anything);
        return signature.verify(signed);
    }

    private static @Nullable String value(ConfigurableEnvironment environment, String name) {
        var value = environment.getProperty(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private static String location(String name, String file) {
        var path = Path.of(file).toAbsolutePath();
        if (!Files.isReadable(path) || Files.isDirectory(path)) {
            throw new UnusableCertificateException(name + " names a file that cannot be read: " + path);
        }
        return path.toUri().toString();
    }
}
