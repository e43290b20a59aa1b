package com.startynk.sync.standalone.audit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuditCommandTest {

    @Test
    void namesTheServerThatCannotBeReachedAndNoPassword() throws Exception {
        int port;
        try (var closed = new ServerSocket(0)) {
            port = closed.getLocalPort();
        }

        assertThatThrownBy(() -> verify("mysql://u:hush@127.0.0.1:" + port + "/x"))
                .hasMessageContainingAll("DATABASE_URL", "127.0.0.1:" + port, "cannot be reached", "--data")
                .message()
                .doesNotContain("hush");
    }

    @Test
    void anAddressOfSomethingElseNamesTheOptionToo() {
        assertThatThrownBy(() -> verify("postgres://u:hush@localhost/x"))
                .hasMessageContainingAll("DATABASE_URL must look like", "--data")
                .message()
                .doesNotContain("hush");
    }

    private static boolean verify(String url) {
        var options = new AuditOptions(null, null, null);
        return new AuditCommand(options, Map.of("DATABASE_URL", url), line -> {}).verify();
    }
}
