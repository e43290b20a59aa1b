package com.startynk.sync.realtime;

import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** The server's end of encrypted connections. New ones are shown the certificate of the day. */
final class SocketTls implements Supplier<SSLEngine> {

    private volatile Current current;

    private record Current(SslBundle bundle, SSLContext context) {

        static Current of(SslBundle bundle) {
            return new Current(bundle, bundle.createSslContext());
        }
    }

    private SocketTls(SslBundle bundle) {
        this.current = Current.of(bundle);
    }

    static SocketTls of(String name, SslBundles bundles) {
        var tls = new SocketTls(bundles.getBundle(name));
        bundles.addBundleUpdateHandler(name, replaced -> tls.current = Current.of(replaced));
        return tls;
    }

    @Override
    public SSLEngine get() {
        var now = current;
        var engine = now.context().createSSLEngine();
        engine.setUseClientMode(false);
        var options = now.bundle().getOptions();
        if (options.getEnabledProtocols() != null) {
            engine.setEnabledProtocols(options.getEnabledProtocols());
        }
        if (options.getCiphers() != null) {
            engine.setEnabledCipherSuites(options.getCiphers());
        }
        return engine;
    }
}
