package com.startynk.sync.standalone.access;

/** What a call is about, as seen by who calls. */
enum Whose {
    /** A project that he is in, or something of his own. */
    OWN("own"),
    /** The same of a project that he is not in, or of somebody else. */
    ANOTHERS("another's"),
    /** Something that does not exist. */
    NOBODYS("no such"),
    /** The call names nothing. */
    NONE("–");

    private final String text;

    Whose(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
