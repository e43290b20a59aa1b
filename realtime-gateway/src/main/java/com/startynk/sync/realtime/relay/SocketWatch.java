package com.startynk.sync.realtime.relay;

import java.util.Set;

/** Hears when sockets end, and when their users may not see a project any more. Called in the relay's thread; must not block. */
public interface SocketWatch {

    /**
     * A connection has ended.
     *
     * @param clean else it broke, and the client may be back soon
     */
    void left(String connectionId, boolean clean);

    /** The user of a socket, who is no admin, is a member of these projects alone. */
    void confined(String connectionId, Set<String> projectIds);

    /** A user is no member any more, whether he has a socket or not. */
    void expelled(String userId, String projectId);
}
