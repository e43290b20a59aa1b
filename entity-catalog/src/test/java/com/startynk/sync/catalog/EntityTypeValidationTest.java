package com.startynk.sync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.FieldError;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class EntityTypeValidationTest {

    private static final EntityCatalog CATALOG = EntityCatalog.load(null);
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonMapper EXACT = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final String ID = "5b1c0e4a-9d5f-4a53-8b1a-52f2b0a9f0c1";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "user | {'name':'Ada Low'}",
                "project | {'name':'Site 7'}",
                "attendance | {'workerId':'" + ID + "','date':'2026-11-23'}",
                "task | {'title':'Pour slab B2'}",
                "material | {'name':'Rebar 12'}",
                "payroll | {'workerId':'" + ID + "','periodStart':'2026-11-01','periodEnd':'2026-11-30'}",
                "user | {'name':'Ada Low','email':'ada@example.org','phone':'+49 30 1','trade':'mason','locale':'de-DE','active':true}",
                "project | {'name':'Site','code':'S-7','status':'ACTIVE','address':'Quay 1','startsOn':'2026-01-01','endsOn':'2027-01-01','memberIds':['"
                        + ID + "','auth0:7']}",
                "attendance | {'workerId':'" + ID
                        + "','date':'2026-11-23','checkIn':'2026-11-23T06:58:00Z','checkOut':'2026-11-23T16:02:00Z','breaks':[{'start':'2026-11-23T12:00:00Z','end':'2026-11-23T12:30:00Z'}],'location':{'lat':52.5,'lng':13.4},'notes':'rain','taskId':'"
                        + ID + "'}",
                "task | {'title':'T','description':'D','status':'IN_PROGRESS','progress':40,'assigneeIds':['" + ID
                        + "','" + ID
                        + "'],'dueOn':'2026-12-01','checklist':{'rebar':true,'form work':false},'notes':'n','parentId':'"
                        + ID + "'}",
                "material | {'name':'Rebar','unit':'t','quantity':3.5,'minimum':1,'supplier':'ACME'}",
                "payroll | {'workerId':'" + ID
                        + "','periodStart':'2026-11-01','periodEnd':'2026-11-30','hours':168.5,'rate':31.2,'currency':'EUR','status':'DRAFT','amount':5257.2}"
            })
    void takesTheRequiredFieldsAloneAndEveryFieldOfAType(String type, String data) {
        assertThat(type(type).validate(json(data), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "task | {'progress':-1} | data.progress | must be a whole number from 0 to 100",
                "task | {'progress':101} | data.progress | must be a whole number from 0 to 100",
                "task | {'progress':'50'} | data.progress | must be a whole number from 0 to 100",
                "task | {'progress':50.5} | data.progress | must be a whole number from 0 to 100",
                "task | {'title':5} | data.title | must be a text",
                "task | {'status':'STARTED'} | data.status | must be one of TODO, IN_PROGRESS, BLOCKED, REVIEW, DONE",
                "task | {'status':'done'} | data.status | must be one of TODO, IN_PROGRESS, BLOCKED, REVIEW, DONE",
                "task | {'assigneeIds':'all'} | data.assigneeIds | must be a list, each element a UUID or a local: id",
                "task | {'assigneeIds':[7]} | data.assigneeIds | must be a list, each element a UUID or a local: id",
                "task | {'assigneeIds':[null]} | data.assigneeIds | must be a list, each element a UUID or a local: id",
                "task | {'checklist':{'a':'yes'}} | data.checklist | must be an object whose values are of type boolean",
                "task | {'checklist':['a']} | data.checklist | must be an object whose values are of type boolean",
                "task | {'dueOn':'tomorrow'} | data.dueOn | must be a real date, YYYY-MM-DD",
                "task | {'parentId':'not-an-id'} | data.parentId | must be a UUID or a local: id",
                "task | {'parentId':'local:'} | data.parentId | must be a UUID or a local: id",
                "attendance | {'checkIn':'7 am'} | data.checkIn | must be a real date-time with its offset, such as 2026-11-23T06:58:00+01:00",
                "attendance | {'breaks':{}} | data.breaks | must be a list, each element an object",
                "attendance | {'breaks':['noon']} | data.breaks | must be a list, each element an object",
                "attendance | {'location':'here'} | data.location | must be an object",
                "attendance | {'date':'2026-02-30'} | data.date | must be a real date, YYYY-MM-DD",
                "project | {'status':'OPEN'} | data.status | must be one of PLANNED, ACTIVE, ON_HOLD, DONE",
                "project | {'memberIds':['']} | data.memberIds | must be a list, each element a text of at least 1 characters",
                "user | {'active':'true'} | data.active | must be true or false",
                "material | {'quantity':'many'} | data.quantity | must be a finite number",
                "payroll | {'status':'VOID'} | data.status | must be one of DRAFT, APPROVED, PAID",
                "payroll | {'hours':[]} | data.hours | must be a finite number",
                "task | {'colour':'red'} | data.colour | is not a field of task",
                "task | {'__proto__':{'admin':true}} | data.__proto__ | is not a field of task",
                "task | {'constructor':1} | data.constructor | is not a field of task",
                "task | {'toString':1} | data.toString | is not a field of task",
                "task | {'version':99} | data.version | is not a field of task",
                "task | {'title':null} | data.title | is required and cannot be cleared"
            })
    void refusesAValueInsideItsField(String type, String data, String field, String message) {
        assertThat(type(type).validate(json(data), false)).containsExactly(new FieldError(field, message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "project", "attendance", "task", "material", "payroll"})
    void namesEachRequiredFieldThatACreationLacks(String name) {
        var required = type(name).fields().values().stream()
                .filter(Field::required)
                .map(field -> new FieldError("data." + field.name(), "is required"))
                .toList();

        assertThat(type(name).validate(json("{}"), true)).isNotEmpty().isEqualTo(required);
        assertThat(type(name).validate(json("{}"), false)).isEmpty();
    }

    @Test
    void letsANullClearAnyOtherField() {
        for (var type : CATALOG.types()) {
            var data = JSON.createObjectNode();
            type.fields().values().stream()
                    .filter(field -> !field.required())
                    .forEach(field -> data.putNull(field.name()));

            assertThat(type.validate(data, false)).as(type.name()).isEmpty();
        }
        assertThat(type("task").validate(json("{'title':'a','description':null}"), true))
                .isEmpty();
        assertThat(type("task").validate(json("{'title':null}"), true))
                .containsExactly(new FieldError("data.title", "is required and cannot be cleared"));
    }

    @Test
    void namesEachFieldOnceHoweverManyThingsAreWrongInIt() {
        var data = json("{'progress':-7.5,'assigneeIds':[1,2,3],'colour':1,'title':null}");

        assertThat(type("task").validate(data, true))
                .extracting(FieldError::field)
                .containsExactlyInAnyOrder("data.progress", "data.assigneeIds", "data.colour", "data.title");
    }

    @Test
    void tellsNoMoreThanFiftyFields() {
        var data = JSON.createObjectNode();
        IntStream.range(0, 1000).forEach(n -> data.put("x" + n, n));

        assertThat(type("task").validate(data, false)).hasSize(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'x'", "[]", "1", "null", "true"})
    void refusesDataThatIsNoObject(String data) {
        assertThat(type("task").validate(json(data), false))
                .containsExactly(new FieldError("data", "must be a JSON object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T06:58:00Z",
                "2026-11-23T08:30:00+02:00",
                "2026-11-23T08:30:00-09:30",
                "2026-11-23T06:58:00.5Z",
                "2026-11-23T06:58:00.123456789Z",
                "2024-02-29T00:00:00+14:00"
            })
    void takesDateTimesWithAnyOffset(String instant) {
        assertThat(type("attendance").validate(JSON.createObjectNode().put("checkIn", instant), false))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23T06:58:00",
                "2026-11-23T06:58Z",
                "2026-11-23 06:58:00Z",
                "2026-02-30T06:58:00Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T23:59:60Z",
                "2026-11-23T06:58:00+2",
                "2026-11-23",
                "+12026-11-23T06:58:00Z",
                "２０２６-11-23T06:58:00Z",
                ""
            })
    void refusesDateTimesThatNothingCouldCompare(String instant) {
        assertThat(type("attendance").validate(JSON.createObjectNode().put("checkIn", instant), false))
                .extracting(FieldError::field)
                .containsExactly("data.checkIn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-1-1",
                "2025-02-29",
                "2026-13-01",
                "2026-11-23T00:00:00Z",
                "20261123",
                "12026-01-01",
                "\n2026-01-01"
            })
    void refusesDatesThatAreNone(String date) {
        assertThat(type("task").validate(JSON.createObjectNode().put("dueOn", date), false))
                .extracting(FieldError::field)
                .containsExactly("data.dueOn");
    }

    @Test
    void takesWholeNumbersHoweverTheyAreWritten() {
        for (var progress : new String[] {"0", "100", "50.0", "5e1"}) {
            assertThat(type("task").validate(json("{'progress':" + progress + "}"), false))
                    .as(progress)
                    .isEmpty();
            assertThat(type("task").validate(exact("{'progress':" + progress + "}"), false))
                    .as(progress)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999"})
    void refusesNumbersBeyondADoubleHoweverTheyWereRead(String number) {
        var task = exact("{'progress':" + number + "}");
        var material = exact("{'quantity':" + number + "}");
        var place = exact("{'location':{'lat':[" + number + "]}}");

        assertThat(type("task").validate(task, false))
                .extracting(FieldError::field)
                .containsExactly("data.progress");
        assertThat(type("material").validate(material, false))
                .extracting(FieldError::field)
                .containsExactly("data.quantity");
        assertThat(type("attendance").validate(place, false))
                .extracting(FieldError::field)
                .containsExactly("data.location");
    }

    @Test
    void refusesNumbersThatAreNotFinite() {
        var nodes = JsonNodeFactory.instance;
        var beyond = new JsonNode[] {
            nodes.numberNode(Double.NaN),
            nodes.numberNode(Double.POSITIVE_INFINITY),
            nodes.numberNode(Float.NEGATIVE_INFINITY),
            nodes.numberNode(BigInteger.TEN.pow(400)),
            nodes.numberNode(new BigDecimal("1e400"))
        };
        for (var number : beyond) {
            assertThat(type("material").validate(object("quantity", number), false))
                    .as("%s", number)
                    .hasSize(1);
            assertThat(type("attendance").validate(object("location", object("lat", number)), false))
                    .as("%s inside", number)
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud800b", "\udc00", "\ud83d"})
    void refusesTextsThatCannotBeStoredWhereverTheyStand(String text) {
        assertThat(type("task").validate(JSON.createObjectNode().put("title", text), true))
                .containsExactly(
                        new FieldError(
                                "data.title",
                                "must not contain U+0000, half a surrogate pair, a number beyond a double, or more than 64 levels"));
        assertThat(type("task")
                        .validate(object("checklist", JSON.createObjectNode().put(text, true)), false))
                .hasSize(1);
        assertThat(type("attendance")
                        .validate(object("location", JSON.createObjectNode().put("at", text)), false))
                .hasSize(1);
        assertThat(type("attendance")
                        .validate(object("location", JSON.createObjectNode().put(text, 1)), false))
                .hasSize(1);
        assertThat(type("attendance")
                        .validate(
                                object(
                                        "breaks",
                                        JSON.createArrayNode()
                                                .add(JSON.createObjectNode().put("why", text))),
                                false))
                .hasSize(1);
        assertThat(type("project")
                        .validate(object("memberIds", JSON.createArrayNode().add(text)), false))
                .hasSize(1);
        assertThat(type("task").validate(JSON.createObjectNode().put("parentId", "local:" + text), false))
                .hasSize(1);
        assertThat(type("task").validate(JSON.createObjectNode().put("dueOn", text), false))
                .hasSize(1);
        assertThat(type("task").validate(JSON.createObjectNode().put("status", text), false))
                .hasSize(1);
    }

    @Test
    void namesAnUnknownFieldInAFormThatAnAnswerCanCarry() {
        assertThat(type("task").validate(JSON.createObjectNode().put("a\ud800\u0000b", 1), false))
                .containsExactly(new FieldError("data.a\uFFFD\uFFFDb", "is not a field of task"));
        assertThat(type("task").validate(JSON.createObjectNode().put("😀".repeat(500), 1), false))
                .singleElement()
                .satisfies(
                        error -> assertThat(error.field()).hasSizeLessThan(120).doesNotContain("\ud83d\u2026"));
    }

    /** What no item may be called nothing can refer to, either. */
    @Test
    void takesAsAReferenceWhatADeviceMayCallAnEntity() {
        for (var local : new String[] {"local:1", "local:Ω 😀", "local:" + "x".repeat(194)}) {
            assertThat(type("task").validate(JSON.createObjectNode().put("parentId", local), false))
                    .isEmpty();
        }
        for (var none : new String[] {"local:", "local: \t", "local:\u007f", "local:" + "x".repeat(195), "LOCAL:1"}) {
            assertThat(type("task").validate(JSON.createObjectNode().put("parentId", none), false))
                    .as(none)
                    .hasSize(1);
        }
    }

    @Test
    void keepsTextsOfAllLanguagesAndAnyLength() {
        for (var text : new String[] {"'; DROP TABLE entity; --", "\u202Eabc", "😀 漢字", "", "x".repeat(100_000)}) {
            assertThat(type("task").validate(JSON.createObjectNode().put("title", text), true))
                    .isEmpty();
        }
    }

    @Test
    void refusesBottomlessNesting() {
        assertThat(type("attendance").validate(object("location", nested(60)), false))
                .isEmpty();
        assertThat(type("attendance").validate(object("location", nested(5_000)), false))
                .hasSize(1);
        assertThat(type("task").validate(object("title", nested(5_000)), false)).hasSize(1);
    }

    @Test
    void takesAChecklistOfFifteenHundredEntries() {
        var checklist = JSON.createObjectNode();
        IntStream.range(0, 1500).forEach(n -> checklist.put("key-" + n + "x".repeat(24), true));

        assertThat(type("task").validate(object("checklist", checklist), false)).isEmpty();
    }

    @Test
    void takesReferencesByIdAndByLocalId() {
        assertThat(type("attendance").validate(json("{'workerId':'local:1','date':'2026-11-23'}"), true))
                .isEmpty();
        assertThat(type("attendance")
                        .validate(json("{'workerId':'" + ID.toUpperCase(Locale.ROOT) + "','date':'2026-11-23'}"), true))
                .isEmpty();
        var wrong = new String[] {"", "5b1c0e4a", ID + "0", " " + ID, "Local:1", "1-1-1-1-1"};
        for (var id : wrong) {
            assertThat(type("task").validate(JSON.createObjectNode().put("parentId", id), false))
                    .as(id)
                    .hasSize(1);
        }
    }

    private static JsonNode nested(int depth) {
        var node = JSON.createObjectNode();
        for (int i = 1; i < depth; i++) {
            node = object("in", node);
        }
        return node;
    }

    private static ObjectNode object(String field, JsonNode value) {
        return JSON.createObjectNode().set(field, value);
    }

    private static EntityType type(String name) {
        return CATALOG.find(name).orElseThrow();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static JsonNode exact(String text) {
        return EXACT.readTree(text.replace('\'', '"'));
    }
}
