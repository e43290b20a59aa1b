package com.startynk.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class OwnTypesTest {

    private static final String INSPECTION = """
            name: inspection
            strategy: MERGE
            granularity: FIELD
            permissions: {read: all, create: FOREMAN, update: [FOREMAN, WORKER], delete: none}
            fields:
              taskId: {type: reference, references: task, required: true}
              previousId: {type: reference, references: inspection}
              grade: {type: enum, values: [POOR, FAIR, GOOD], merge: FURTHEST}
              score: {type: number, min: 0.5, max: 9.75}
              code: {type: text, minLength: 2, maxLength: 4}
              readings: {type: number, list: true, merge: UNION}
              days: {type: date, list: true}
              counts: {type: map, of: integer, merge: MERGE_KEYS}
              labels: {type: map, of: text}
              total: {type: integer, merge: SUM}
              due: {type: date, merge: MIN}
            """;

    @TempDir
    private Path folder;

    @Test
    void standBesideThoseThatShip() throws IOException {
        Files.writeString(folder.resolve("inspection.yaml"), INSPECTION);
        Files.writeString(folder.resolve("README.md"), "what lies here");
        Files.writeString(folder.resolve(".inspection.yaml"), "an editor's leftover");
        Files.createDirectory(folder.resolve("old.yaml"));

        var catalog = EntityCatalog.load(folder);

        assertThat(catalog.types())
                .extracting(EntityType::name)
                .containsExactly("attendance", "inspection", "material", "payroll", "project", "task", "user");
    }

    @Test
    void hideFieldsFromRolesThatTheyDoNotName() throws IOException {
        Files.writeString(
                folder.resolve("inspection.yaml"),
                INSPECTION
                        .replace("min: 0.5, max: 9.75", "min: 0.5, max: 9.75, read: [ADMIN, FOREMAN]")
                        .replace("maxLength: 4", "maxLength: 4, read: all"));

        var type = EntityCatalog.load(folder).find("inspection").orElseThrow();

        assertThat(type.hiddenFields(Set.of("WORKER"))).containsExactly("score");
        assertThat(type.hiddenFields(Set.of())).containsExactly("score");
        assertThat(type.hiddenFields(Set.of("WORKER", "FOREMAN"))).isEmpty();
    }

    @Test
    void narrowRolesToTheirOwnRecords() throws IOException {
        Files.writeString(
                folder.resolve("inspection.yaml"),
                INSPECTION.replace("delete: none}", "delete: none, own: {field: taskId, roles: [WORKER]}}"));

        var type = EntityCatalog.load(folder).find("inspection").orElseThrow();

        assertThat(type.ownerField()).isEqualTo("taskId");
        assertThat(type.permitsOnlyOwn(Action.READ, Set.of("WORKER"))).isTrue();
        assertThat(type.permitsOnlyOwn(Action.READ, Set.of("FOREMAN"))).isFalse();
        assertThat(type.permitsOnlyOwn(Action.READ, Set.of("WORKER", "FOREMAN")))
                .isFalse();
        assertThat(type.permitsOnlyOwn(Action.CREATE, Set.of("WORKER", "PAYROLL")))
                .isFalse();
        var id = "5B1C0000-0000-4000-8000-00000000000A";
        assertThat(type.ownerOf(Map.of("taskId", id)))
                .isEqualTo(OwnerKey.of(id))
                .isEqualTo(id.toLowerCase(Locale.ROOT));
        assertThat(type.ownerOf(Map.of())).isNull();
        assertThat(OwnerKey.of("Ann")).isEqualTo("Ann");
    }

    /** Else a worker who is a foreman, too, would read on everybody's records what neither role may read there. */
    @Test
    void aNarrowedRoleOpensNoFieldOnTheRecordsOfOthers() throws IOException {
        Files.writeString(
                folder.resolve("inspection.yaml"),
                INSPECTION
                        .replace("delete: none}", "delete: none, own: {field: taskId, roles: [WORKER]}}")
                        .replace("min: 0.5, max: 9.75", "min: 0.5, max: 9.75, read: [ADMIN, WORKER]"));

        var type = EntityCatalog.load(folder).find("inspection").orElseThrow();

        assertThat(type.hiddenFields(Set.of("WORKER"))).isEmpty();
        assertThat(type.hiddenFields(Set.of("FOREMAN"))).containsExactly("score");
        assertThat(type.hiddenFields(Set.of("WORKER", "FOREMAN"))).containsExactly("score");
        assertThat(type.hiddenFields(Set.of("ADMIN", "WORKER"))).isEmpty();
    }

    @Test
    void sayWhatIsStoredEncryptedAndWhoseItIs() throws IOException {
        var sensitive = INSPECTION.replace("min: 0.5, max: 9.75", "min: 0.5, max: 9.75, sensitive: true");
        Files.writeString(folder.resolve("inspection.yaml"), sensitive + "subject: entityId\n");

        var type = EntityCatalog.load(folder).find("inspection").orElseThrow();

        assertThat(type.sensitiveFields()).containsExactly("score");
        assertThat(type.subject()).isEqualTo(new SubjectRule(null));

        Files.writeString(folder.resolve("inspection.yaml"), sensitive + "subject: taskId\n");

        assertThat(EntityCatalog.load(folder).find("inspection").orElseThrow().subject())
                .isEqualTo(new SubjectRule("taskId"));
        assertThat(EntityCatalog.load(null).types())
                .allSatisfy(shipped -> assertThat(shipped.sensitiveFields()).isEmpty());
    }

    @Test
    void areWhatTheirDeclarationSays() throws IOException {
        var type = inspection();

        assertThat(type.home()).isEqualTo(Home.PROJECT);
        assertThat(type.cache().strategy()).isEqualTo(CacheStrategy.NETWORK_FIRST);
        assertThat(type.permits(Action.CREATE, Set.of("FOREMAN"))).isTrue();
        assertThat(type.permits(Action.CREATE, Set.of("WORKER"))).isFalse();
        assertThat(type.permits(Action.DELETE, Permissions.KNOWN_ROLES)).isFalse();
        assertThat(type.references()).extracting(Field::reference).containsExactly("task", "inspection");
        assertThat(type.fields().get("score").min()).isEqualTo(new BigDecimal("0.5"));
        assertThat(type.fields().get("counts").of()).isEqualTo(FieldKind.INTEGER);
        assertThat(type.fields().get("grade").merge()).isEqualTo(MergeRule.FURTHEST);
    }

    @Test
    void areValidatedByTheirBounds() throws IOException {
        var type = inspection();

        assertThat(
                        errors(
                                type,
                                "{'score':0.5,'code':'ab','readings':[1,2.5],'days':['2026-11-23'],'counts':{'a':1},'labels':{'a':'b'}}"))
                .isEmpty();
        assertThat(errors(type, "{'score':9.76}"))
                .containsExactly("data.score: must be a finite number from 0.5 to 9.75");
        assertThat(errors(type, "{'code':'a'}")).containsExactly("data.code: must be a text of 2 to 4 characters");
        assertThat(errors(type, "{'code':'abcde'}")).hasSize(1);
        assertThat(errors(type, "{'readings':[1,'2']}"))
                .containsExactly("data.readings: must be a list, each element a finite number");
        assertThat(errors(type, "{'days':['2026-02-30']}"))
                .containsExactly("data.days: must be a list, each element a real date, YYYY-MM-DD");
        assertThat(errors(type, "{'counts':{'a':1.5}}"))
                .containsExactly("data.counts: must be an object whose values are of type integer");
        assertThat(errors(type, "{'labels':{'a':1}}"))
                .containsExactly("data.labels: must be an object whose values are of type text");
    }

    @Test
    void mayLieInAnyJarOfTheClassPath() throws IOException {
        var jar = folder.resolve("own.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            entry(out, "entity-types/", "");
            entry(out, "entity-types/inspection.yaml", INSPECTION);
            entry(out, "entity-types/old/gauge.yaml", "not read");
            entry(out, "entity-types-of-others/gauge.yaml", "not read");
        }
        try (var classPath =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            assertThat(EntityCatalog.load(null, classPath).types()).hasSize(7);
            assertThat(EntityCatalog.load(null, classPath).find("inspection")).isPresent();
        }
    }

    private static void entry(JarOutputStream out, String name, String text) throws IOException {
        out.putNextEntry(new JarEntry(name));
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.closeEntry();
    }

    private EntityType inspection() throws IOException {
        Files.writeString(folder.resolve("inspection.yaml"), INSPECTION);
        return EntityCatalog.load(folder).find("inspection").orElseThrow();
    }

    private static List<String> errors(EntityType type, String data) {
        return type.validate(new JsonMapper().readTree(data.replace('\'', '"')), false).stream()
                .map(error -> error.field() + ": " + error.message())
                .toList();
    }
}
