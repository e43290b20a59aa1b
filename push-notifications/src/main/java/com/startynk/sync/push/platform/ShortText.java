package com.startynk.sync.push.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** Cuts texts where a reader would: between characters as he sees them, which may be several of the machine's. */
public final class ShortText {

    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final String MORE = "…";

    private ShortText() {}

    /** The text in at most so many bytes of UTF-8, as JSON writes them, with an ellipsis where something is missing. */
    public static String inBytes(String text, int most) {
        if (bytes(text) <= most) {
            return text;
        }
        var characters = CHARACTER.matcher(text);
        var room = most - bytes(MORE);
        var end = 0;
        var used = 0;
        while (characters.find()) {
            used += bytes(characters.group());
            if (used > room) {
                break;
            }
            end = characters.end();
        }
        return room < 0 ? "" : text.substring(0, end) + MORE;
    }

    /** Quotes and control characters are two bytes or six. */
    private static int bytes(String text) {
        var extra = text.chars()
                .map(c -> c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t' ? 1 : c < ' ' ? 5 : 0)
                .sum();
        return text.getBytes(UTF_8).length + extra;
    }
}
