package com.startynk.sync.benchmarks.load.wire;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What came back. */
public final class Answer {

    static final Answer NONE = new Answer(0, new byte[0], Map.of());

    private final int status;
    private final byte[] body;
    private final Map<String, String> headers;

    /** Of headers by name in lower case. */
    Answer(int status, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.body = body;
        this.headers = headers;
    }

    /** 0 when nothing came back: whether the request took effect is not known then. */
    public int status() {
        return status;
    }

    public boolean isGood() {
        return status == 200;
    }

    /** Whether the server said that it did nothing: too many requests, or not now. */
    public boolean isRefusedForNow() {
        return status == 429 || status == 503;
    }

    /** Whether the server failed without saying so as the contract has it, which is by 503. */
    public boolean isForbidden() {
        return status >= 500 && status != 503;
    }

    /** Whether what was asked for may have happened all the same. Whoever is refused knows that it has not. */
    public boolean mayHaveTakenEffect() {
        return status == 0 || isForbidden();
    }

    public <T> T as(Class<T> type) {
        return Json.read(body, type);
    }

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** For people: the status and how the body begins. */
    @Override
    public String toString() {
        var text = new String(body, StandardCharsets.UTF_8);
        return status == 0 ? "no answer" : status + " " + text.substring(0, Math.min(300, text.length()));
    }
}
