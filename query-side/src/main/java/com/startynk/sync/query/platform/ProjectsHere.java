package com.startynk.sync.query.platform;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.SyncFailure;

/**
 * Whether a projection runs in this process, for whoever writes its tables beside it: only here do caches hear of that. Work of any
 * length asks in each of its transactions, for the projection may have gone to another node meanwhile.
 */
public final class ProjectsHere {

    private final HeldClaims claims;
    private final String processor;

    public ProjectsHere(HeldClaims claims, String processor) {
        this.claims = claims;
        this.processor = processor;
    }

    /**
     * Lets no work go on elsewhere.
     *
     * @throws SyncFailure {@code TEMPORARILY_UNAVAILABLE} where another node projects
     */
    public void require() {
        if (!claims.isHeld(processor)) {
            throw SyncFailure.unavailable("another node projects " + processor + "; ask that one");
        }
    }
}
