package com.startynk.sync.platform.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The {@code mysql://user:password@host:port/database?options} form, taken apart. Complaints never quote it, since a password
 * may stand in it.
 */
public record DatabaseUrl(
        String jdbcUrl, @Nullable String username, @Nullable String password) {

    private static final String SHAPE = "DATABASE_URL must look like mysql://user:password@host:port/database";

    /**
     * Takes it apart.
     *
     * @throws IllegalArgumentException saying how it must look
     */
    public static DatabaseUrl parse(String text) {
        if (text.startsWith("jdbc:")) {
            return new DatabaseUrl(text, null, null);
        }
        var uri = uri(text);
        var scheme = uri.getScheme();
        var path = uri.getRawPath();
        if (scheme == null || !scheme.matches("mysql|mariadb") || path == null || path.length() < 2) {
            throw new IllegalArgumentException(SHAPE);
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(SHAPE + "; special characters in it must be percent-encoded");
        }
        var options = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var jdbcUrl = "jdbc:mysql://" + uri.getHost() + ":" + port(uri) + path + options;
        var account = uri.getRawUserInfo();
        if (account == null) {
            return new DatabaseUrl(jdbcUrl, null, null);
        }
        var colon = account.indexOf(':');
        return colon < 0
                ? new DatabaseUrl(jdbcUrl, decode(account), null)
                : new DatabaseUrl(jdbcUrl, decode(account.substring(0, colon)), decode(account.substring(colon + 1)));
    }

    /** Host and port, and nothing that is secret. */
    public String address() {
        var server = URI.create(jdbcUrl.substring("jdbc:".length()).replaceFirst("[?].*", ""));
        return server.getHost() == null ? "the server that it names" : server.getHost() + ":" + port(server);
    }

    private static int port(URI uri) {
        return uri.getPort() < 0 ? 3306 : uri.getPort();
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            // Its message and cause would quote the password.
            throw new IllegalArgumentException(SHAPE + "; special characters in it must be percent-encoded");
        }
    }

    /** Unlike form data, a plus sign in an account stands for itself. */
    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "DatabaseUrl";
    }
}
