package com.startynk.sync.standalone.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.protocol.updates.UpdatesPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** Follows the feed page by page, in small pages, and remembers each: the state at any of its cursors is what came until then. */
final class CursorReader {

    private final Calls calls;
    private final Random random;
    private final List<UpdatesPage> pages = new ArrayList<>();
    private final AtomicInteger lostAnswers = new AtomicInteger();

    CursorReader(Calls calls, Random random) {
        this.calls = calls;
        this.random = random;
    }

    void read() throws InterruptedException {
        try {
            var before = pages();
            var cursor = before.isEmpty() ? null : before.get(before.size() - 1).cursor();
            remember(calls.page(cursor, 20 + random.nextInt(200)));
        } catch (IOException e) {
            lostAnswers.incrementAndGet();
        }
    }

    private synchronized void remember(UpdatesPage page) {
        if (!page.changes().isEmpty()) {
            pages.add(page);
        }
    }

    private synchronized List<UpdatesPage> pages() {
        return List.copyOf(pages);
    }

    /** The server takes each of them, whatever happened since. */
    int askAtEveryCursor() throws IOException, InterruptedException {
        var all = pages();
        for (var page : all) {
            calls.page(page.cursor(), 1);
        }
        return all.size();
    }

    /** From each cursor on the feed leads to what a device holds that pulls everything now. */
    int followEveryCursor() throws IOException, InterruptedException {
        var everything = Copy.of(calls).shown();
        var copy = new Copy();
        var all = pages();
        for (var page : all) {
            copy.take(page.changes());
            var followed = copy.copy();
            followed.follow(calls, page.cursor());
            assertThat(followed.shown()).isEqualTo(everything);
        }
        return all.size();
    }
}
