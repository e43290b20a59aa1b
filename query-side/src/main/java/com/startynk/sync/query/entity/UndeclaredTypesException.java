package com.startynk.sync.query.entity;

import java.io.Serial;
import java.util.List;

/**
 * There are entities of types that are not declared. Devices would begin anew without them, and once more when they are declared
 * again: the process must not start.
 */
public final class UndeclaredTypesException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    UndeclaredTypesException(List<String> types) {
        super("There are entities of types that are not declared: " + String.join(", ", types) + ".");
    }
}
