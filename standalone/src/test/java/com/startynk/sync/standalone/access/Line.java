package com.startynk.sync.standalone.access;

import java.util.Map;

/**
 * A line of the table: what one call is answered.
 *
 * @param endpoint {@code GET /path}, the name of a procedure or that of a socket event
 * @param what the case, where an endpoint has several
 * @param expected for each role
 */
record Line(Kind kind, String endpoint, String what, Whose whose, Attempt attempt, Map<Role, String> expected) {

    /** How the endpoint is reached. */
    enum Kind {
        REST("REST"),
        TRPC("tRPC"),
        SOCKET("Socket events");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** Makes the call. */
    @FunctionalInterface
    interface Attempt {

        Answer by(Person person, Whose whose) throws Exception;
    }

    Answer answer(Person person) {
        try {
            return attempt.by(person, whose);
        } catch (Exception e) {
            throw new IllegalStateException(name() + " could not be tried", e);
        }
    }

    /** Whether the other is the same call about what does not exist. */
    boolean isBeside(Line other) {
        return other.whose == Whose.NOBODYS
                && kind == other.kind
                && endpoint.equals(other.endpoint)
                && what.equals(other.what);
    }

    String name() {
        return kind.title() + " " + endpoint + (what.isEmpty() ? "" : ", " + what) + ", " + whose.text();
    }
}
