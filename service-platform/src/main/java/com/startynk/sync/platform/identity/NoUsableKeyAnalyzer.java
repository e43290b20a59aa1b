package com.startynk.sync.platform.identity;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, why the process does not start. */
final class NoUsableKeyAnalyzer extends AbstractFailureAnalyzer<NoUsableKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, NoUsableKeyException cause) {
        return new FailureAnalysis(
                cause.reason(),
                "Set JWT_SECRET to a random key of 32 bytes or more (for instance: openssl rand -base64 48),"
                        + " or startynk.identity.jwks-url to your identity provider's keys.",
                cause);
    }
}
