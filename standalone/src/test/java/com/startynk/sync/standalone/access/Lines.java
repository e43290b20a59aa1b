package com.startynk.sync.standalone.access;

import com.startynk.sync.standalone.access.Line.Attempt;
import com.startynk.sync.standalone.access.Line.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Collects the lines of the table. */
final class Lines {

    private static final Pattern SPACES = Pattern.compile(" +");

    private final List<Line> all = new ArrayList<>();

    List<Line> all() {
        return List.copyOf(all);
    }

    /** Something that can be done by one endpoint or several. */
    Case to(String what) {
        return new Case(what);
    }

    /** The one thing that an endpoint does. */
    Case to() {
        return new Case("");
    }

    /** What it is answered is given as one word for each role, in their order. */
    final class Case {

        private final String what;
        private final List<Way> ways = new ArrayList<>();

        private record Way(Kind kind, String endpoint, Attempt attempt) {}

        private Case(String what) {
            this.what = what;
        }

        Case rest(String endpoint, Attempt attempt) {
            return by(Kind.REST, endpoint, attempt);
        }

        Case trpc(String procedure, Attempt attempt) {
            return by(Kind.TRPC, procedure, attempt);
        }

        Case socket(String event, Attempt attempt) {
            return by(Kind.SOCKET, event, attempt);
        }

        private Case by(Kind kind, String endpoint, Attempt attempt) {
            ways.add(new Way(kind, endpoint, attempt));
            return this;
        }

        Case own(String answers) {
            return add(Whose.OWN, answers);
        }

        Case anothers(String answers) {
            return add(Whose.ANOTHERS, answers);
        }

        Case nobodys(String answers) {
            return add(Whose.NOBODYS, answers);
        }

        /** Names nothing. */
        Case always(String answers) {
            return add(Whose.NONE, answers);
        }

        private Case add(Whose whose, String answers) {
            var expected = byRole(SPACES.splitAsStream(answers).toList());
            ways.forEach(way -> all.add(new Line(way.kind(), way.endpoint(), what, whose, way.attempt(), expected)));
            return this;
        }
    }

    private static Map<Role, String> byRole(List<String> answers) {
        var roles = Role.values();
        if (answers.size() != roles.length) {
            throw new IllegalArgumentException("one answer for each role, not " + answers);
        }
        var expected = new EnumMap<Role, String>(Role.class);
        for (var n = 0; n < roles.length; n++) {
            expected.put(roles[n], answers.get(n));
        }
        return expected;
    }
}
