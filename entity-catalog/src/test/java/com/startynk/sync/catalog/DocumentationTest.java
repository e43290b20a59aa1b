package com.startynk.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on entity types shows is what the catalog reads. */
class DocumentationTest {

    private static final Path PAGE = Path.of("..", "docs", "entity-types.md");

    @TempDir
    private Path folder;

    @Test
    void showsAnExampleThatCanBeUsed() throws IOException {
        var page = Files.readString(PAGE);
        var example = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length(), page.indexOf("\n```\n"));
        Files.writeString(folder.resolve("inspection.yaml"), example);

        var inspection = EntityCatalog.load(folder).find("inspection").orElseThrow();

        assertThat(inspection.fields().values().stream().map(Field::kind).collect(Collectors.toSet()))
                .as("the example has a field of every kind")
                .containsExactlyInAnyOrder(FieldKind.values());
    }

    @Test
    void namesEveryMergeRuleKindAndTakenName() throws IOException {
        var page = Files.readString(PAGE);

        assertThat(Arrays.stream(MergeRule.values()).map(rule -> "`" + rule + "`"))
                .allMatch(page::contains);
        assertThat(Arrays.stream(FieldKind.values()).map(kind -> "| `" + kind.word() + "` |"))
                .allMatch(page::contains);
        assertThat(FieldReader.TAKEN.stream().map(name -> "`" + name + "`")).allMatch(page::contains);
        assertThat(Permissions.KNOWN_ROLES.stream().map(role -> "`" + role + "`"))
                .allMatch(page::contains);
    }
}
