package com.startynk.sync.push.token;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import java.util.regex.Pattern;

/** What Expo knows one installed app by. Whoever has it can wake that phone, so it is not for logs. */
record PushToken(String value) {

    private static final Pattern SHAPE = Pattern.compile("Expo(?:nent)?PushToken\\[[\\x21-\\x7e&&[^\\[\\]]]{1,200}]");

    PushToken {
        if (!SHAPE.matcher(value).matches()) {
            throw new SyncFailure(
                    ErrorCode.INVALID_PUSH_TOKEN, "A push token looks like ExponentPushToken[…] or ExpoPushToken[…].");
        }
    }

    @Override
    public String toString() {
        return "PushToken";
    }
}
