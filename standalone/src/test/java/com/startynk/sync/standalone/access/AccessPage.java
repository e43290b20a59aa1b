package com.startynk.sync.standalone.access;

import com.startynk.sync.standalone.access.Line.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines as a page for people. */
final class AccessPage {

    private static final String HEAD = """
            # Who may do what

            Made by `AccessTableIT`, which makes each of these calls; it fails when a call is answered otherwise, when an endpoint has no
            line here, and when this page is not what it tested. After a change: `mvn -pl standalone -am verify
            -Dit.test=AccessTableIT -Dsurefire.failIfNoSpecifiedTests=false -Daccess.table.write=true`.

            Roles come with the token; who is in a project is an event-sourced state of the project itself. A call has to pass both. Without
            a valid token everything is `401`, but for `login`, `refresh` and the probes; a socket without one is not let in.

            ## By entity type

            What members of a project may do with its entities. `R` read, `C` create, `U` update, `D` delete; an `ADMIN` is a member of all
            projects. Types of one's own declare theirs: [entity types](entity-types.md).

            """;

    private static final String CALLS = """

            ## By endpoint

            *own*: something in a project that the caller is in, or his own. *another's*: the same in a project that he is not in, or
            somebody else's. *no such*: it does not exist. Numbers are HTTP statuses, words are error codes, or an item's status; *empty* is
            a `200` in which nothing of it is found. Where *another's* and *no such* are refused, the two answers are the same, word for word
            but for the id that was asked for: guessing ids tells nothing, with two exceptions. They tell whoever guesses the 122 random bits
            of a UUID that it is taken, and nothing else of what has it:

            - An edit that refers to a local id which has not come is kept for that (`QUEUED`) where there is no entity of the edit's own id,
              for that may be on its way, too; where it is another's the edit is `NOT_FOUND`.
            - A creation under an id that is taken is `ALREADY_EXISTS`, whoever's it is: an id is one entity's for ever.

            What was kept is decided when what it waits for has come: by who is in the project then, and by the roles that the token of its
            author had when it arrived.
            """;

    private AccessPage() {}

    static String of(List<Line> lines) {
        var page = new StringBuilder(HEAD);
        types(page);
        page.append(CALLS);
        for (var kind : Kind.values()) {
            page.append("\n### ").append(kind.title()).append("\n\n").append(row("", "", roles()));
            page.append("|---".repeat(Role.values().length + 2)).append("|\n");
            endpoints(lines, kind).forEach((endpoint, its) -> endpoint(page, endpoint, its));
        }
        return page.toString();
    }

    private static void types(StringBuilder page) {
        page.append("| type |").append(" ").append(String.join(" | ", roles())).append(" |\n");
        page.append("|---".repeat(Role.values().length + 1)).append("|\n");
        for (var type : TypePermissions.SHIPPED) {
            var cells =
                    Stream.of(Role.values()).map(role -> letters(type, role)).toList();
            page.append("| `")
                    .append(type.type())
                    .append("` | ")
                    .append(String.join(" | ", cells))
                    .append(" |\n");
        }
    }

    private static String letters(TypePermissions type, Role role) {
        return letter("R", type.read(), role)
                + letter("C", type.write(), role)
                + letter("U", type.write(), role)
                + letter("D", type.delete(), role);
    }

    private static String letter(String letter, Set<Role> roles, Role role) {
        return roles.contains(role) ? letter : "–";
    }

    private static Map<String, List<Line>> endpoints(List<Line> lines, Kind kind) {
        return lines.stream()
                .filter(line -> line.kind() == kind)
                .collect(Collectors.groupingBy(Line::endpoint, LinkedHashMap::new, Collectors.toList()));
    }

    private static void endpoint(StringBuilder page, String endpoint, List<Line> lines) {
        var call = "`" + endpoint + "`";
        var what = "";
        for (var line : lines) {
            var first = call.isEmpty() && line.what().equals(what) ? "" : call + said(line.what(), call);
            page.append(row(first, line.whose().text(), line.expected().values()));
            call = "";
            what = line.what();
        }
    }

    private static String said(String what, String call) {
        return what.isEmpty() ? "" : (call.isEmpty() ? "" : " ") + what;
    }

    private static String row(String call, String whose, Collection<String> answers) {
        var cells = new ArrayList<>(List.of(call, whose));
        cells.addAll(answers);
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static List<String> roles() {
        return Stream.of(Role.values()).map(Role::name).toList();
    }
}
