package com.startynk.sync.push.platform;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.FieldError;
import com.startynk.sync.protocol.SyncFailure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The input of a call. What is wrong with its members is collected, so that a caller learns of everything at once; a member
 * that is wrong is read as absent.
 */
public final class InputObject {

    /** Neither tables nor phones take halves of surrogate pairs or control characters. */
    private static final Pattern PLAIN_TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]*");

    private static final Pattern PROSE = Pattern.compile("(?:[^\\p{Cc}\\p{Cs}]|[\\n\\r\\t])*+");

    private final JsonNode input;
    private final List<FieldError> errors = new ArrayList<>();

    /** An absent input (null) has no members. */
    public InputObject(JsonNode input) {
        if (!input.isObject() && !input.isNull()) {
            throw new SyncFailure(ErrorCode.INVALID_INPUT, "The input must be an object.");
        }
        this.input = input;
    }

    /** The member, null where it is absent or null. */
    public @Nullable JsonNode member(String field) {
        var member = input.get(field);
        return member == null || member.isNull() ? null : member;
    }

    /** Any text, also an empty one. */
    public @Nullable String text(String field) {
        var member = member(field);
        if (member == null || member.isString()) {
            return member == null ? null : member.stringValue();
        }
        refuse(field, "must be a text");
        return null;
    }

    /** Any text, also an empty one. */
    public String requiredText(String field) {
        if (member(field) == null) {
            refuse(field, "must be given");
        }
        var text = text(field);
        return text == null ? "" : text;
    }

    /** One of these texts, which must be given. */
    public String choice(String field, List<String> choices) {
        var member = member(field);
        if (member != null && member.isString() && choices.contains(member.stringValue())) {
            return member.stringValue();
        }
        refuse(field, "must be " + String.join(" or ", choices));
        return "";
    }

    public @Nullable String plainText(String field, int maxLength) {
        var text = text(field);
        if (text == null
                || (text.length() <= maxLength && PLAIN_TEXT.matcher(text).matches())) {
            return text;
        }
        refuse(field, "must be plain text of at most " + maxLength + " characters");
        return null;
    }

    /** Text that may have several lines. */
    public @Nullable String prose(String field, int maxLength) {
        var text = text(field);
        if (text == null || (text.length() <= maxLength && isProse(text))) {
            return text;
        }
        refuse(field, "must be text of at most " + maxLength + " characters");
        return null;
    }

    /** Whether it is text that may have several lines. */
    public static boolean isProse(String text) {
        return PROSE.matcher(text).matches();
    }

    /** A point in time, with its offset. */
    public @Nullable Instant time(String field) {
        var text = text(field);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            refuse(field, "must be a time with an offset, as 2026-11-23T08:00:00Z");
            return null;
        }
    }

    public boolean flag(String field) {
        var member = member(field);
        if (member == null || member.isBoolean()) {
            return member != null && member.booleanValue();
        }
        refuse(field, "must be true or false");
        return false;
    }

    public int integer(String field, int min, int max, int absent) {
        var member = member(field);
        if (member == null) {
            return absent;
        }
        if (member.isIntegralNumber() && member.canConvertToInt()) {
            var value = member.intValue();
            if (value >= min && value <= max) {
                return value;
            }
        }
        refuse(field, "must be a whole number from " + min + " to " + max);
        return absent;
    }

    public void refuse(String field, String message) {
        errors.add(new FieldError(field, message));
    }

    /** Ends the reading: fails with everything that was refused. */
    public void requireValid() {
        if (!errors.isEmpty()) {
            throw SyncFailure.invalid(errors);
        }
    }
}
