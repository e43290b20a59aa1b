package com.startynk.sync.standalone.access;

import static com.startynk.sync.standalone.access.World.id;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.catalog.EntityType;
import com.startynk.sync.standalone.access.Line.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every endpoint, asked by every role, about what is his, what is another's, and what does not exist. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTableIT {

    private static final Path PAGE = Path.of("../docs/access.md");
    private static final Set<String> OPEN =
            Set.of("POST /api/v1/auth/login", "POST /api/v1/auth/refresh", "any /error");

    private RunningServices services;
    private World world;
    private List<Line> lines;
    private final Map<Line, Map<Role, Answer>> asked = new HashMap<>();

    @BeforeAll
    void start() throws Exception {
        services = RunningServices.start(Path.of("src/test/entity-types"));
        world = new World(services);
        var all = new Lines();
        new IdentityLines(world).addTo(all);
        new SyncLines(world).addTo(all);
        new ReadingLines(world).addTo(all);
        new AuditLines(world).addTo(all);
        new SocketLines(world).addTo(all);
        lines = all.all();
    }

    @AfterAll
    void stop() {
        services.close();
    }

    @ParameterizedTest
    @EnumSource
    void noEndpointIsWithoutALineAndNoLineWithoutAnEndpoint(Kind kind) {
        Set<String> tested = lines.stream()
                .filter(line -> line.kind() == kind)
                .map(Line::endpoint)
                .collect(toCollection(TreeSet::new));
        assertThat(tested).as("lines of the table; each endpoint needs one").isEqualTo(services.endpoints(kind));
    }

    @Test
    void nothingAnswersBesidesTheseEndpoints() {
        assertThat(services.servlets()).containsExactlyInAnyOrder("/", "/trpc/*");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachLine")
    void answersAsTheTableSays(String name, Line line) {
        var answers = answers(line);
        var outcomes = new EnumMap<Role, String>(Role.class);
        answers.forEach((role, answer) -> outcomes.put(role, answer.outcome()));
        assertThat(outcomes).as(name + " " + answers).isEqualTo(line.expected());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("eachLineAboutAnothers")
    void tellsNobodyWhetherWhatIsAnothersExists(String name, Line anothers) {
        var nobodys = lines.stream().filter(anothers::isBeside).toList();
        assertThat(nobodys)
                .as("the line about what does not exist, beside " + name)
                .hasSize(1);
        var about = answers(anothers);
        var nothing = answers(nobodys.get(0));
        for (var role : Role.values()) {
            if (role != Role.ADMIN) {
                assertThat(shape(about, role)).as(name + " by " + role).isEqualTo(shape(nothing, role));
            }
        }
    }

    private static String shape(Map<Role, Answer> answers, Role role) {
        return Objects.requireNonNull(answers.get(role)).shape();
    }

    /** What each role is answered; asked once. */
    private Map<Role, Answer> answers(Line line) {
        return asked.computeIfAbsent(line, asking -> {
            var answers = new EnumMap<Role, Answer>(Role.class);
            for (var role : Role.values()) {
                answers.put(role, asking.answer(world.person(role)));
            }
            return answers;
        });
    }

    Stream<Object[]> eachLine() {
        return named(lines.stream());
    }

    Stream<Object[]> eachLineAboutAnothers() {
        return named(lines.stream()
                .filter(line -> line.whose() == Whose.ANOTHERS && !SyncLines.TELLING.contains(line.what())));
    }

    private static Stream<Object[]> named(Stream<Line> some) {
        return some.map(line -> new Object[] {line.name(), line});
    }

    @Test
    void answersNobodyWithoutAToken() throws Exception {
        var nobody = world.person(Role.ADMIN).unknown();
        assertThatThrownBy(nobody::socket).hasMessageContaining("UNAUTHENTICATED");
        for (var line : lines) {
            var open = OPEN.contains(line.endpoint()) || line.endpoint().contains("/actuator/");
            if (line.kind() != Kind.SOCKET && !open) {
                assertThat(bare(nobody, line).outcome()).as(line.endpoint()).isEqualTo("401");
            }
        }
    }

    /** Without a token there is nothing to be right about: neither input nor ids are looked at. */
    private static Answer bare(Person caller, Line line) throws Exception {
        if (line.kind() == Kind.TRPC) {
            return caller.mutation(line.endpoint(), Map.of());
        }
        var space = line.endpoint().indexOf(' ');
        var path = line.endpoint().substring(space + 1).replaceAll("[{][^}]*[}]", id());
        return caller.call(line.endpoint().substring(0, space), path, null);
    }

    /** What no answer may show: how the server is made, and where it broke. */
    private static final Pattern INSIDES =
            Pattern.compile("com\\.startynk|org\\.\\w+\\.|java\\.|jakarta\\.|Exception|SQL|\\tat |\\.java:");

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "", "null", "[]", "7", "{\"items\": 5}", "{\"items\": [null]}", "{\"data\": {\"a\": 1e999}}"
            })
    void nothingThatIsSentIsAnsweredByTheInsidesOfTheServer(String nonsense) throws Exception {
        for (var line : lines.stream().map(Line::endpoint).distinct().toList()) {
            if (line.contains(" ") && !line.startsWith("any") && !line.contains("prometheus") && !ENDS.contains(line)) {
                var space = line.indexOf(' ');
                var path = line.substring(space + 1).replaceAll("[{][^}]*[}]|[*]+", "%7Bnonsense%7D");
                answersCleanly(line, world.person(Role.ADMIN).callWith(line.substring(0, space), path, nonsense));
            } else if (line.contains(".") && !line.contains(" ")) {
                answersCleanly(line, world.person(Role.ADMIN).callWith("POST", "/trpc/" + line, nonsense));
            }
        }
    }

    /** Calls that need no input and end the sessions of the one who makes them. */
    private static final Set<String> ENDS = Set.of("DELETE /api/v1/auth/devices");

    private static void answersCleanly(String call, Answer answer) {
        assertThat(answer.outcome()).as(call).doesNotStartWith("5");
        assertThat(answer.body()).as(call).doesNotContainPattern(INSIDES);
    }

    @Test
    void noAnswerOfTheTableShowsTheInsidesOfTheServer() {
        for (var line : lines) {
            if (!line.endpoint().contains("prometheus")) {
                answers(line)
                        .forEach((role, answer) -> assertThat(answer.body())
                                .as(line.name() + " by " + role)
                                .doesNotContainPattern(INSIDES));
            }
        }
    }

    static final List<TypePermissions> SHIPPED = TypePermissions.SHIPPED;

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void membersMayDoWithATypeWhatTheContractSays(TypePermissions type) throws Exception {
        for (var role : Role.values()) {
            var uses = new TypeUses(world, type, world.person(role));
            assertThat(uses.pushed()).as(role + " pushes " + type.type()).isEqualTo(uses.pushable(role));
            assertThat(uses.seen()).as(role + " reads " + type.type()).isEqualTo(uses.visible(role));
        }
    }

    @Test
    void theContractSaysItOfEveryTypeThatShips() {
        var own = Arrays.stream(Path.of("src/test/entity-types").toFile().list())
                .map(file -> file.replace(".yaml", ""))
                .toList();
        assertThat(services.catalog().types().stream().map(EntityType::name).filter(name -> !own.contains(name)))
                .containsExactlyInAnyOrderElementsOf(
                        SHIPPED.stream().map(TypePermissions::type).toList());
    }

    @Test
    void thePageShowsThisTable() throws Exception {
        var page = AccessPage.of(lines);
        if (Boolean.getBoolean("access.table.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("docs/access.md; written anew by this test with -Daccess.table.write=true")
                .isEqualTo(page);
    }
}
