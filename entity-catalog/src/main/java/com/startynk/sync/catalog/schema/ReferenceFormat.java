package com.startynk.sync.catalog.schema;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.util.regex.Pattern;

/** The id of an entity: a UUID, or what a device calls an entity that it has made itself. */
public final class ReferenceFormat implements Format {

    public static final String NAME = "reference";

    /** No control characters, and no half surrogates: their bytes would not tell two ids apart. */
    private static final Pattern LOCAL_ID = Pattern.compile("local:[^\\p{Cntrl}\\p{Cs}]+");

    private static final int LONGEST_LOCAL_ID = 200;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean matches(ExecutionContext context, String value) {
        return isLocal(value) || UUID.matcher(value).matches();
    }

    /** Whether this is what a device may call an entity that it has made itself. */
    public static boolean isLocal(String text) {
        return text.length() <= LONGEST_LOCAL_ID && LOCAL_ID.matcher(text).matches();
    }
}
