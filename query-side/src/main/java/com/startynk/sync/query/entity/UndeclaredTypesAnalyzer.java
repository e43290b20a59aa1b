package com.startynk.sync.query.entity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, why the process does not start. */
final class UndeclaredTypesAnalyzer extends AbstractFailureAnalyzer<UndeclaredTypesException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UndeclaredTypesException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Declare them as at the starts before: ./startynk run takes their folder by --types, other services have them in a jar."
                        + " A type is kept declared for as long as there are entities of it, deleted ones too.",
                cause);
    }
}
