package com.startynk.sync.platform.trpc;

import com.startynk.sync.platform.failure.Failure;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The end of one call. */
sealed interface Answer {

    int httpStatus();

    Object body();

    /** The procedure's result. */
    record Result(@Nullable Object data) implements Answer {

        @Override
        public int httpStatus() {
            return 200;
        }

        @Override
        public Object body() {
            return Map.of("result", Collections.singletonMap("data", data));
        }
    }

    /** Why there is none. */
    record Failed(String procedure, Failure failure) implements Answer {

        @Override
        public int httpStatus() {
            return failure.httpStatus();
        }

        @Override
        public Object body() {
            return TrpcEnvelope.error(procedure, failure);
        }
    }
}
