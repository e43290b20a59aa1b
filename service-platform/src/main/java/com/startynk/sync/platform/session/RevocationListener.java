package com.startynk.sync.platform.session;

/** Is told when tokens have been revoked, on whatever node. Services publish beans. */
@FunctionalInterface
public interface RevocationListener {

    /** Called once this node refuses those tokens. Must not block: others wait to be told. */
    void revoked(Revocation revocation);
}
