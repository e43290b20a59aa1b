package com.startynk.sync.realtime.presence;

/** A person in a project. */
record MemberKey(String projectId, String userId) {

    /** Stands in no id of a project. */
    private static final char BETWEEN = '\n';

    String text() {
        return projectId + BETWEEN + userId;
    }

    static MemberKey of(String text) {
        var end = text.indexOf(BETWEEN);
        return new MemberKey(text.substring(0, end), text.substring(end + 1));
    }
}
