package com.startynk.sync.platform;

import com.startynk.sync.platform.axon.NoteProcessing;
import com.startynk.sync.platform.axon.PourProcessing;
import com.startynk.sync.platform.database.MigrationSet;
import com.startynk.sync.platform.http.QueryParameters;
import com.startynk.sync.platform.identity.OpenPath;
import com.startynk.sync.platform.trpc.Procedure;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** A service with one table, a few paths and procedures: what the platform's tests call. */
@Configuration(proxyBeanMethods = false)
@Import({NotesService.Notes.class, NoteProcessing.class, PourProcessing.class})
public class NotesService {

    static final AtomicInteger CHANGES = new AtomicInteger();

    @Bean
    static MigrationSet noteTables() {
        return new MigrationSet("test", "classpath:db/test");
    }

    @Bean
    OpenPath open() {
        return new OpenPath("POST", "/api/v1/open/{id}");
    }

    @Bean
    Procedure echo() {
        return new Procedure("notes.echo", Procedure.Kind.QUERY, (input, call) -> input);
    }

    @Bean
    Procedure whoAmI() {
        return new Procedure("notes.whoAmI", Procedure.Kind.QUERY, (input, call) -> {
            var language = call.header().apply("Accept-Language");
            return Map.of("userId", call.caller().userId(), "language", language == null ? "none" : language);
        });
    }

    @Bean
    Procedure change() {
        return new Procedure("notes.change", Procedure.Kind.MUTATION, (input, call) -> CHANGES.incrementAndGet());
    }

    @Bean
    Procedure nothing() {
        return new Procedure("notes.nothing", Procedure.Kind.QUERY, (input, call) -> null);
    }

    @Bean
    Procedure refuse() {
        return new Procedure("notes.refuse", Procedure.Kind.QUERY, (input, call) -> {
            throw limited();
        });
    }

    @Bean
    Procedure broken() {
        return new Procedure("notes.broken", Procedure.Kind.QUERY, (input, call) -> {
            throw new IllegalStateException("a defect with a secret in it");
        });
    }

    static SyncFailure limited() {
        return new SyncFailure(
                ErrorCode.RATE_LIMITED, "Slow down.", List.of(), Map.of("limit", 5), Duration.ofMillis(1200));
    }

    /** The same over REST. */
    @RestController
    static class Notes {

        private final JdbcClient jdbc;

        Notes(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        record Seen(String userId, Instant at) {}

        @GetMapping("/api/v1/me")
        Seen me(Caller caller) {
            return new Seen(caller.userId(), Instant.parse("2026-11-23T08:00:01.1Z"));
        }

        @PostMapping("/api/v1/echo")
        JsonNode echo(@RequestBody JsonNode body) {
            return body;
        }

        record Shape(int size) {}

        @PostMapping("/api/v1/shape")
        Shape shape(@RequestBody Shape body) {
            return body;
        }

        @PostMapping("/api/v1/open/{id}")
        String open(@PathVariable String id) {
            return "{}";
        }

        @GetMapping("/api/v1/things/{id}")
        UUID thing(@PathVariable UUID id) {
            return id;
        }

        @GetMapping("/api/v1/parameters")
        Map<String, Object> parameters(QueryParameters parameters) {
            return Map.of("list", parameters.list("list"), "limit", parameters.integer("limit", 1, 10, 5));
        }

        @GetMapping("/api/v1/plain-parameter")
        String plainParameter(@RequestParam("name") String name) {
            return name;
        }

        @GetMapping("/api/v1/notes/count")
        int count() {
            return jdbc.sql("SELECT COUNT(*) FROM note").query(Integer.class).single();
        }

        @PostMapping("/api/v1/notes/lost")
        int lost() {
            return jdbc.sql("INSERT INTO note (id, text) VALUES (1, 'never committed')")
                    .update();
        }

        @GetMapping("/api/v1/held")
        String held() {
            return HeldWork.await();
        }

        @PostMapping("/api/v1/held")
        String heldWithBody(@RequestBody JsonNode body) {
            return HeldWork.await();
        }

        @GetMapping("/api/v1/limited")
        void limitedCall() {
            throw limited();
        }

        @GetMapping("/api/v1/invalid")
        void invalid() {
            throw SyncFailure.invalid("data.progress", "must be a number");
        }

        @GetMapping("/api/v1/broken")
        void broken() {
            throw new IllegalStateException("a defect with a secret in it");
        }
    }
}
