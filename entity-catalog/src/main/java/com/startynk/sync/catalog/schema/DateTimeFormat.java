package com.startynk.sync.catalog.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/**
 * An instant as RFC 3339 writes it, with its offset. The library's own format takes leap seconds too, which nothing that
 * compares instants could read later.
 */
final class DateTimeFormat implements Format {

    private static final Pattern SHAPE = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}" + "(\\.[0-9]{1,9})?(Z|[+-][0-9]{2}:[0-9]{2})");

    @Override
    public String getName() {
        return "date-time";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        if (!SHAPE.matcher(value).matches()) {
            return false;
        }
        try {
            OffsetDateTime.parse(value);
            return true;
        } catch (DateTimeParseException noSuchTime) {
            return false;
        }
    }
}
