package com.startynk.sync.command.identity;

/** Patterns of texts that stand in tables, in tokens or on screens. */
final class PlainText {

    /** No control characters, no halves of surrogate pairs. */
    static final String ANY = "[^\\p{Cc}\\p{Cs}]*";

    /** A user's or device's id, as a token may carry it. */
    static final String ID = "(?!\\s*$)[^\\p{Cc}\\x{10000}-\\x{10FFFF}\\p{Cs}]{1,128}";

    /** A name to log in with; nothing in it that cannot be seen. */
    static final String USERNAME = "[^\\p{C}\\p{Z}]{1,128}";

    /** Why something was ended. */
    static final String REASON = "(?!\\s*$)[^\\p{Cc}\\p{Cs}]{1,64}";

    private PlainText() {}
}
