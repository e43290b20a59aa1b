package com.startynk.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.startynk.sync.catalog.declaration.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadDeclarationTest {

    private static final String CRANE = """
            name: crane
            strategy: MERGE
            granularity: FIELD
            cache: {strategy: CACHE_FIRST, ttl: 15m}
            permissions:
              read: all
              create: [ADMIN]
              update: [ADMIN, FOREMAN]
              delete: none
            fields:
              name: {type: text, required: true}
              load: {type: number, merge: MAX}
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the type
                "name: crane            | name: Crane              | 1 | 'Crane' is no name of a type: small letters and digits, a letter first",
                "name: crane            | name: lift               | 1 | type 'lift' must be declared in a file 'lift.yaml'",
                "name: crane            | # nothing                | 2 | 'name' is missing",
                "strategy: MERGE        | # strategy: MERGE        | 1 | 'strategy' is missing: one of CLIENT_WINS, SERVER_WINS, MERGE, MANUAL_RESOLVE",
                "strategy: MERGE        | strategy: FIRST_COME     | 2 | 'strategy' must be one of CLIENT_WINS, SERVER_WINS, MERGE, MANUAL_RESOLVE, not 'FIRST_COME'",
                "strategy: MERGE        | strategy:                | 2 | 'strategy' must be one of CLIENT_WINS, SERVER_WINS, MERGE, MANUAL_RESOLVE",
                "granularity: FIELD     | granularity: WORD        | 3 | 'granularity' must be one of ENTITY, FIELD, not 'WORD'",
                "granularity: FIELD     | # nothing                | 1 | 'granularity' is missing: one of ENTITY, FIELD",
                "granularity: FIELD     | granularity: FIELD¶home: SITE | 4 | 'home' must be one of PROJECT, SELF, ORG, not 'SITE'",
                "granularity: FIELD     | granularity: FIELD¶colour: red | 4 | unknown key 'colour', known here: name, home, strategy, granularity, members, subject, cache, permissions, fields, notifications",
                "granularity: FIELD     | granularity: FIELD¶name: crane | 4 | 'name' is there twice",
                "granularity: FIELD     | granularity: FIELD¶members: name | 4 | only a type with 'home: SELF' has members",
                "granularity: FIELD     | granularity: FIELD¶home: SELF¶members: name | 5 | 'name' is no field that is a list of texts",
                // the cache
                "ttl: 15m               | ttl: soon                | 4 | 'ttl' must be a duration such as 30s, 15m, 1h or 7d, not 'soon'",
                "ttl: 15m               | ttl: 0s                  | 4 | 'ttl' must be a duration such as 30s, 15m, 1h or 7d, not '0s'",
                "ttl: 15m               | maxEntries: 5            | 4 | 'ttl' is missing: a duration such as 30s, 15m, 1h or 7d",
                "ttl: 15m               | ttl: 15m, maxEntries: -1 | 4 | 'maxEntries' must be a whole number from 1, not '-1'",
                "ttl: 15m               | ttl: 15m, encrypt: yes   | 4 | 'encrypt' must be true or false, not 'yes'",
                "ttl: 15m               | ttl: 15m, size: 5        | 4 | unknown key 'size', known here: strategy, ttl, maxEntries, compress, encrypt",
                "CACHE_FIRST            | NETWORK_ONLY             | 4 | 'strategy' must be one of CACHE_FIRST, STALE_WHILE_REVALIDATE, NETWORK_FIRST, not 'NETWORK_ONLY'",
                // permissions
                "[ADMIN, FOREMAN]       | [ADMIN, BOSS]            | 8 | there is no role 'BOSS', there are ADMIN, FOREMAN, PAYROLL, PROJECT_MANAGER, WORKER, and for itself all or none",
                "[ADMIN, FOREMAN]       | {ADMIN: true}            | 8 | 'update' must be a text or a list of texts",
                "  delete: none         |                          | 5 | 'delete' is missing: name the roles, or all, or none",
                "  delete: none         | ¶  delete: none¶  archive: all | 11 | unknown key 'archive', known here: read, create, update, delete, own",
                // permissions: one's own records only
                "  delete: none         | ¶  delete: none¶  own: name | 11 | 'own' must be keys with values, not 'name'",
                "  delete: none         | ¶  delete: none¶  own: {field: name} | 11 | 'roles' is missing: name those that see only their own",
                "  delete: none         | ¶  delete: none¶  own: {roles: WORKER} | 11 | 'field' is missing",
                "  delete: none         | ¶  delete: none¶  own: {field: name, roles: WORKER, of: 5} | 11 | unknown key 'of', known here: field, roles",
                "  delete: none         | ¶  delete: none¶  own: {field: name, roles: [BOSS]} | 11 | there is no role 'BOSS', there are ADMIN, FOREMAN, PAYROLL, PROJECT_MANAGER, WORKER, and for itself all or none",
                "  delete: none         | ¶  delete: none¶  own: {field: name, roles: all} | 11 | an ADMIN sees the records of all, or none",
                "  delete: none         | ¶  delete: none¶  own: {field: name, roles: none} | 11 | 'roles' must name at least one",
                "  delete: none         | ¶  delete: none¶  own: {field: owner, roles: WORKER} | 11 | 'owner' is no field that is one text or one reference",
                "  delete: none         | ¶  delete: none¶  own: {field: load, roles: WORKER} | 11 | 'load' is no field that is one text or one reference",
                // fields: names and kinds
                "load: {type: number, merge: MAX} | load: 5         | 12 | 'load' must be keys with values, not '5'",
                "load: {type: number, merge: MAX} | Load: {type: number} | 12 | 'Load' is no name of a field: letters and digits, a small letter first",
                "load: {type: number, merge: MAX} | version: {type: number} | 12 | no field can be called 'version': the name has a meaning beside the data",
                "load: {type: number, merge: MAX} | constructor: {type: text} | 12 | no field can be called 'constructor': the name has a meaning beside the data",
                "load: {type: number, merge: MAX} | load: {required: true} | 12 | 'type' is missing: one of text, number, integer, boolean, date, date-time, enum, reference, object, map",
                "load: {type: number, merge: MAX} | load: {type: float} | 12 | 'type' must be one of text, number, integer, boolean, date, date-time, enum, reference, object, map, not 'float'",
                "load: {type: number, merge: MAX} | load: {type: number, unit: t} | 12 | unknown key 'unit', known here: type, required, list, merge, values, references, of, min, max, minLength, maxLength, read, sensitive, indexed, searchable",
                "load: {type: number, merge: MAX} | load: {type: number, required: maybe} | 12 | 'required' must be true or false, not 'maybe'",
                "load: {type: number, merge: MAX} | name: {type: number} | 12 | 'name' is there twice",
                // fields: who reads them
                "load: {type: number, merge: MAX} | load: {type: number, read: [BOSS]} | 12 | there is no role 'BOSS', there are ADMIN, FOREMAN, PAYROLL, PROJECT_MANAGER, WORKER, and for itself all or none",
                "load: {type: number, merge: MAX} | load: {type: number, read: {ADMIN: true}} | 12 | 'read' must be a text or a list of texts",
                "load: {type: number, merge: MAX} | load: {type: number, read: none} | 12 | a field that nobody may read is of no use",
                "load: {type: number, merge: MAX} | load: {type: number, required: true, read: FOREMAN} | 12 | 'load' is required, but ADMIN, who may create, may not read it and so not set it",
                // fields: what is stored encrypted
                "load: {type: number, merge: MAX} | load: {type: number, sensitive: 1} | 12 | 'sensitive' must be true or false, not '1'",
                "load: {type: number, merge: MAX} | load: {type: number, merge: MAX, sensitive: true} | 12 | MAX looks into values, which it cannot where they are encrypted",
                "load: {type: number, merge: MAX} | load: {type: reference, references: user, sensitive: true} | 12 | a reference cannot be sensitive: the server has to follow it",
                "load: {type: number, merge: MAX} | load: {type: number, indexed: often} | 12 | 'indexed' must be true or false, not 'often'",
                "load: {type: number, merge: MAX} | load: {type: object, indexed: true} | 12 | 'indexed' means nothing for type object",
                "load: {type: number, merge: MAX} | load: {type: map, of: text, indexed: true} | 12 | 'indexed' means nothing for type map",
                "load: {type: number, merge: MAX} | load: {type: number, searchable: true} | 12 | 'searchable' means nothing for type number",
                "load: {type: number, merge: MAX} | load: {type: number, sensitive: true, indexed: true} | 12 | what is stored encrypted cannot be 'indexed'",
                "load: {type: number, merge: MAX} | load: {type: text, sensitive: true, searchable: true} | 12 | what is stored encrypted cannot be 'searchable'",
                "granularity: FIELD     | granularity: FIELD¶subject: name | 4 | 'subject' means nothing where no field is sensitive",
                "load: {type: number, merge: MAX} | load: {type: text, sensitive: true}¶subject: owner | 13 | 'owner' is no field that is one text or one reference",
                "load: {type: number, merge: MAX} | load: {type: text, sensitive: true}¶subject: load | 13 | 'load' must be required: it says whose record it is",
                "load: {type: number, merge: MAX} | load: {type: text, required: true, sensitive: true}¶subject: load | 13 | 'load' cannot be sensitive: the server goes by what it holds",
                // fields: bounds
                "load: {type: number, merge: MAX} | load: {type: number, min: low} | 12 | 'min' must be a number, not 'low'",
                "load: {type: number, merge: MAX} | load: {type: number, min: 5, max: 4.5} | 12 | 'min' is above 'max'",
                "load: {type: number, merge: MAX} | load: {type: text, max: 5} | 12 | 'max' means nothing for type text",
                "load: {type: number, merge: MAX} | load: {type: number, maxLength: 5} | 12 | 'maxLength' means nothing for type number",
                "load: {type: number, merge: MAX} | load: {type: text, minLength: 5, maxLength: 4} | 12 | 'minLength' is above 'maxLength'",
                // fields: what a kind needs
                "load: {type: number, merge: MAX} | load: {type: enum} | 12 | type enum needs 'values'",
                "load: {type: number, merge: MAX} | load: {type: enum, values: []} | 12 | 'values' must name at least one",
                "load: {type: number, merge: MAX} | load: {type: enum, values: HIGH} | 12 | 'values' must be a list of texts, not 'HIGH'",
                "load: {type: number, merge: MAX} | load: {type: enum, values: [A, B, A]} | 12 | 'values' names 'A' twice",
                "load: {type: number, merge: MAX} | load: {type: text, values: [A]} | 12 | 'values' means nothing for type text",
                "load: {type: number, merge: MAX} | load: {type: map} | 12 | type map needs 'of'",
                "load: {type: number, merge: MAX} | load: {type: map, of: date} | 12 | 'of' must be one of text, number, integer, boolean",
                "load: {type: number, merge: MAX} | load: {type: map, of: text, list: true} | 12 | there are no lists of maps: use type object",
                "load: {type: number, merge: MAX} | load: {type: reference} | 12 | type reference needs 'references'",
                "load: {type: number, merge: MAX} | load: {type: text, references: user} | 12 | 'references' means nothing for type text",
                "load: {type: number, merge: MAX} | load: {type: reference, references: ship} | 12 | there is no entity type 'ship' to refer to",
                // fields: merge rules
                "merge: MAX             | merge: BIGGEST           | 12 | 'merge' must be one of LAST_WRITE, MIN, MAX, SUM, UNION, MERGE_KEYS, APPEND, FURTHEST, CLIENT, SERVER, MANUAL, not 'BIGGEST'",
                "load: {type: number, merge: MAX} | load: {type: text, merge: MIN} | 12 | MIN is for a number, an integer, a date or a date-time, not for type text",
                "load: {type: number, merge: MAX} | load: {type: number, list: true, merge: MAX} | 12 | MAX is for a number, an integer, a date or a date-time, not for a list of type number",
                "load: {type: number, merge: MAX} | load: {type: text, merge: SUM} | 12 | SUM is for a number or an integer, not for type text",
                "load: {type: number, merge: MAX} | load: {type: number, merge: UNION} | 12 | UNION is for a list, not for type number",
                "load: {type: number, merge: MAX} | load: {type: object, merge: MERGE_KEYS} | 12 | MERGE_KEYS is for a map, not for type object",
                "load: {type: number, merge: MAX} | load: {type: number, merge: APPEND} | 12 | APPEND is for a text, not for type number",
                "load: {type: number, merge: MAX} | load: {type: text, merge: FURTHEST} | 12 | FURTHEST is for an enum, not for type text",
                "load: {type: number, merge: MAX} | load: {type: integer, max: 9, merge: SUM} | 12 | SUM cannot keep to 'min' and 'max': the sum of good values may lie outside",
                "load: {type: number, merge: MAX} | load: {type: text, maxLength: 9, merge: APPEND} | 12 | APPEND cannot keep to 'maxLength': two good texts may be too long together",
                "strategy: MERGE        | strategy: SERVER_WINS    | 12 | a merge rule has no effect without 'strategy: MERGE'"
            })
    void isRefusedWithItsLineAndWhatIsWrong(String good, String bad, int line, String message) throws IOException {
        var file = write("crane.yaml", CRANE.replace(good, bad == null ? "" : bad.replace('¶', '\n')));

        assertThat(problems()).containsExactly(new Problem(file, line, message));
    }

    @Test
    void cannotMakeSensitiveWhatPermissionsAndMembersGoBy() throws IOException {
        var sensitive = CRANE.replace("required: true", "required: true, sensitive: true");
        var crane = write(
                "crane.yaml", sensitive.replace("delete: none", "delete: none\n  own: {field: name, roles: WORKER}"));
        var lift = write(
                "lift.yaml",
                sensitive
                        .replace("crane", "lift")
                        .replace("granularity: FIELD", "granularity: FIELD\nhome: SELF\nmembers: name")
                        .replace("required: true", "list: true, required: true"));

        assertThat(problems())
                .containsExactly(
                        new Problem(crane, 10, "'name' cannot be sensitive: the server goes by what it holds"),
                        new Problem(lift, 5, "'name' cannot be sensitive: the server goes by what it holds"));
    }

    @Test
    void isTheOnlyThingThatStopsTheCraneOfTheseTests() throws IOException {
        write("crane.yaml", CRANE);

        assertThat(EntityCatalog.load(folder).find("crane")).isPresent();
    }

    @Test
    void isToldWithEverythingElseThatIsWrong() throws IOException {
        var crane = write("crane.yaml", CRANE.replace("MAX", "UNION").replace("15m", "15"));
        var hoist = write("hoist.yaml", "name: hoist\nfields: {}\n");
        var task = write("task.yaml", CRANE.replace("crane", "task"));

        assertThat(problems())
                .extracting(problem -> problem.toString().replaceAll(", in .*/entity-types/", ", in entity-types/"))
                .containsExactly(
                        crane + ":4: 'ttl' must be a duration such as 30s, 15m, 1h or 7d, not '15'",
                        crane + ":12: UNION is for a list, not for type number",
                        hoist + ":1: 'strategy' is missing: one of CLIENT_WINS, SERVER_WINS, MERGE, MANUAL_RESOLVE",
                        hoist + ":1: 'granularity' is missing: one of ENTITY, FIELD",
                        hoist + ":1: 'permissions' is missing",
                        hoist + ":2: a type has at least one field",
                        task + ":1: there is a type 'task' already, in entity-types/task.yaml");
    }

    @Test
    void isToldInTheOrderOfItsLines() throws IOException {
        write(
                "crane.yaml",
                "colour: red\n"
                        + CRANE.replace("MAX", "UNION")
                                .replace("15m", "15")
                                .replace("FIELD", "WORD")
                                .replace("delete: none", "remove: none"));

        assertThat(problems()).extracting(Problem::line).hasSizeGreaterThan(4).isSorted();
    }

    @Test
    void showsItsProblemsInTheMessage() throws IOException {
        var file = write("crane.yaml", CRANE.replace("MAX", "SUMMIT"));

        assertThat(catchThrowableOfType(CatalogException.class, () -> EntityCatalog.load(folder)))
                .hasMessageStartingWith(
                        "The declarations of entity types cannot be used:\n  " + file + ":12: 'merge' must be one of");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                         | 1 | is no declaration: it has no keys",
                "- crane                    | 1 | is no declaration: it has no keys",
                "name: crane¶strategy: [¶    | 3 | is no YAML: while parsing a flow node (line 3), expected the node content, but found '<stream end>'",
                "name: crane¶\tstrategy: A  | 2 | is no YAML: while scanning for the next token, found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
                "name: crane¶---¶name: b    | 2 | is no YAML: expected a single document in the stream (line 1), but found another document",
                "name: crane¶fields¶home: SELF | 3 | is no YAML: while scanning a simple key (line 2), could not find expected ':'",
                "name: *crane               | 1 | is no YAML: found undefined alias crane"
            })
    void isRefusedWhereItIsNoYaml(String text, int line, String message) throws IOException {
        var file = write("crane.yaml", text.replace('¶', '\n'));

        assertThat(problems()).containsExactly(new Problem(file, line, message));
    }

    @Test
    void isRefusedWhenItIsNotUtf8() throws IOException {
        var file = folder.resolve("crane.yaml");
        Files.write(file, "# größe\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems()).containsExactly(new Problem(file.toString(), 0, "is not UTF-8"));
    }

    @Test
    void isNotPassedOverForItsFileName() throws IOException {
        var file = write("crane.yml", CRANE);

        assertThat(problems()).containsExactly(new Problem(file, 0, "a declaration's file name ends in .yaml"));
    }

    @Test
    void isAFolderThatDoesNotExistToo() {
        var nowhere = folder.resolve("nowhere");

        assertThat(catchThrowableOfType(CatalogException.class, () -> EntityCatalog.load(nowhere))
                        .problems())
                .extracting(Problem::toString)
                .containsExactly(nowhere + ": there is no such folder");
    }

    private List<Problem> problems() {
        return catchThrowableOfType(CatalogException.class, () -> EntityCatalog.load(folder))
                .problems();
    }

    private String write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    /** In the place of the texts and the rest, which are fine. */
    private static final String RULE = """

            notifications:
              heavy:
                when: WHEN
                category: CRANES
                recipients: name
                texts: TEXTS
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{field: colour, becomes: RED} | {en: {title: a, body: b}} | there is no field 'colour'",
                "{field: name} | {en: {title: a, body: b}} | 'becomes' is missing",
                "{field: name, becomes: x, added: name} | {en: {title: a, body: b}} | one of 'added', 'field', 'changed' or 'nears' must name a field, or it is 'conflict: waits' or 'change: refused'",
                "{conflict: waits} | {en: {title: a, body: b}} | the project's managers are told, nobody else",
                "{change: refused} | {en: {title: a, body: b}} | who made the change is told, nobody else",
                "{nears: name} | {en: {title: a, body: b}} | 'name' is no date",
                "{field: name, becomes: x} | {es: {title: a, body: b}} | 'en' is missing: who speaks none of the others is told in English",
                "{field: name, becomes: x} | {en: {title: a}} | 'body' is missing"
            })
    void refusesRulesThatDoNotFit(String when, String texts, String message) throws IOException {
        write("crane.yaml", CRANE + RULE.replace("WHEN", when).replace("TEXTS", texts));

        assertThat(problems()).extracting(Problem::message).containsExactly(message);
    }
}
