package com.startynk.sync.catalog;

import com.startynk.sync.catalog.declaration.Problem;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Declarations that cannot be used. Names everything that is wrong with them, by file and line. */
public final class CatalogException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    CatalogException(List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", "The declarations of entity types cannot be used:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
