package com.startynk.sync.catalog.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;

/** A day that exists, {@code YYYY-MM-DD}. */
final class DateFormat implements Format {

    private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    @Override
    public String getName() {
        return "date";
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        if (!SHAPE.matcher(value).matches()) {
            return false;
        }
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException noSuchDay) {
            return false;
        }
    }
}
