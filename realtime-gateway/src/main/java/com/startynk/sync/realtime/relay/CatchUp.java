package com.startynk.sync.realtime.relay;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leads a socket from a cursor of the past to what is announced now, without a gap and without telling anything twice. What is
 * remembered it tells at once. Else it reads the feed to its end, then tells what was announced meanwhile and lies beyond; while
 * it reads, the socket is in its rooms but is told nothing else. Confined to the relay's thread but for the reading.
 */
final class CatchUp {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    /** So much is sent over a socket; who missed more pulls. */
    private static final int MOST = UpdatesQuery.MAX_LIMIT;

    /** A feed that moves on so often while it is read is better pulled at the client's own pace. */
    private static final int MOST_PAGES = 10;

    private final Executor relay;
    private final FeedReader feed;
    private final Delivery delivery;
    private final RecentAnnouncements recent;

    CatchUp(Executor relay, FeedReader feed, Delivery delivery, RecentAnnouncements recent) {
        this.relay = relay;
        this.feed = feed;
        this.delivery = delivery;
        this.recent = recent;
    }

    /** Begins, unless it is under way: then the reading notices what it has to read once more. */
    void begin(Socket socket) {
        if (socket.is(Socket.State.LIVE) || socket.is(Socket.State.WAITING)) {
            socket.become(Socket.State.CATCHING_UP);
            if (!isTold(socket)) {
                read(socket, socket.cursor(), 0, 1);
            }
        }
    }

    /**
     * Tells what was missed from memory, if all of that is remembered: when a crowd comes back at once, the feed is asked by
     * nobody. An admin's feed has more in it than his rooms, and whoever came into a project or left one has to be told of what is in it.
     */
    private boolean isTold(Socket socket) {
        var cursor = UpdatesCursor.decode(socket.cursor(), delivery.head().deployment());
        var position =
                cursor.filter(socket::mayGoOnFrom).map(UpdatesCursor::all).map(UpdatesCursor.Mark::position);
        var missed = position.flatMap(recent::after)
                .filter(all -> all.stream().mapToInt(Told::count).sum() <= MOST)
                .filter(all -> isOfNoConcernTo(socket, all));
        missed.ifPresent(all -> {
            socket.reached(position.orElseThrow());
            goOn(socket, all);
        });
        return missed.isPresent();
    }

    private static boolean isOfNoConcernTo(Socket socket, List<Told> announced) {
        var userId = socket.caller().userId();
        return announced.stream().noneMatch(told -> told.concerns(userId));
    }

    private void goOn(Socket socket, List<Told> announced) {
        socket.become(Socket.State.LIVE);
        announced.forEach(told -> delivery.tell(socket, told));
        socket.runDeferred();
    }

    private void read(Socket socket, String cursor, int told, int pages) {
        feed.page(
                socket.caller(),
                cursor,
                (page, failure) -> relay.execute(() -> {
                    if (socket.is(Socket.State.CATCHING_UP)) {
                        take(socket, page, failure, told, pages);
                    }
                }));
    }

    private void take(Socket socket, @Nullable UpdatesPage page, @Nullable Throwable failure, int told, int pages) {
        if (page == null) {
            giveUp(socket, reason(failure));
            return;
        }
        var sum = told + page.changes().size();
        if (page.hasMore() || sum > MOST || pages > MOST_PAGES) {
            giveUp(socket, SyncReason.TOO_FAR_BEHIND);
            return;
        }
        var position = end(page);
        delivery.tell(socket, page, position);
        if (!socket.is(Socket.State.CATCHING_UP)) {
            return;
        }
        var meanwhile = recent.after(position).filter(announced -> isOfNoConcernTo(socket, announced));
        if (meanwhile.isPresent()) {
            goOn(socket, meanwhile.get());
        } else {
            read(socket, page.cursor(), sum, pages + 1);
        }
    }

    private void giveUp(Socket socket, SyncReason reason) {
        delivery.requireSync(socket, reason);
        socket.become(Socket.State.LIVE);
        socket.runDeferred();
    }

    /** How far a page reaches that is the last for now: a project that it left behind holds it back. */
    private long end(UpdatesPage page) {
        var cursor = UpdatesCursor.decode(page.cursor(), delivery.head().deployment());
        return cursor.flatMap(CatchUp::lowest).orElse(0L);
    }

    private static Optional<Long> lowest(UpdatesCursor cursor) {
        return Stream.concat(Stream.ofNullable(cursor.all()), cursor.projects().values().stream())
                .map(UpdatesCursor.Mark::position)
                .min(Comparator.naturalOrder());
    }

    private static SyncReason reason(@Nullable Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof SyncFailure refused && refused.errorCode() == ErrorCode.INVALID_CURSOR) {
            return SyncReason.INVALID_CURSOR;
        }
        log.warn("A socket's feed could not be read: {}", String.valueOf(cause));
        return SyncReason.TEMPORARILY_UNAVAILABLE;
    }
}
