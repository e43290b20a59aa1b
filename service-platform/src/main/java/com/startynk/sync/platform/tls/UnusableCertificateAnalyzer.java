package com.startynk.sync.platform.tls;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in two sentences, instead of a stack trace, why the process does not start. */
final class UnusableCertificateAnalyzer extends AbstractFailureAnalyzer<UnusableCertificateException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableCertificateException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set " + TlsSettings.CERTIFICATE + " and " + TlsSettings.KEY
                        + " to a certificate chain and its private key, each a PEM file, or neither of them.",
                cause);
    }
}
