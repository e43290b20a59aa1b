package com.startynk.sync.platform.encryption;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, why the process does not start. */
final class UnusableMasterKeyAnalyzer extends AbstractFailureAnalyzer<UnusableMasterKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableMasterKeyException cause) {
        return new FailureAnalysis(
                cause.reason(),
                "Set ENCRYPTION_KEYS to id:key, the key being 32 random bytes in base64"
                        + " (for instance: echo \"a:$(openssl rand -base64 32)\"), and older keys behind it after commas.",
                cause);
    }
}
