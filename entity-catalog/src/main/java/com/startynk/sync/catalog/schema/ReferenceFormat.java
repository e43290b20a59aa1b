package com.startynk.sync.catalog.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.regex.Pattern;

/** The id of an entity: a UUID, or what a device calls an entity that it has made itself. */
public final class ReferenceFormat implements Format {

    public static final String NAME = "reference";

    private static final String LOCAL = "local:";
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return value.startsWith(LOCAL)
                ? value.length() > LOCAL.length() && StorableFormat.isStorable(value)
                : UUID.matcher(value).matches();
    }
}
