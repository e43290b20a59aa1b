package com.startynk.sync.query.dashboard;

import com.startynk.sync.protocol.Caller;
import java.util.function.Function;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Dashboards, for admins about everything and for managers about their projects. */
@RestController
public final class DashboardController {

    private final Function<Caller, Scope> scopes;
    private final OverviewBoard overview;
    private final SyncBoard sync;
    private final ConflictBoard conflicts;
    private final NotificationBoard notifications;
    private final CacheBoard caches;

    DashboardController(
            Function<Caller, Scope> scopes,
            OverviewBoard overview,
            SyncBoard sync,
            ConflictBoard conflicts,
            NotificationBoard notifications,
            CacheBoard caches) {
        this.scopes = scopes;
        this.overview = overview;
        this.sync = sync;
        this.conflicts = conflicts;
        this.notifications = notifications;
        this.caches = caches;
    }

    @GetMapping("/api/v1/dashboard/overview")
    Object overview(Caller caller) {
        return overview.draw(scopes.apply(caller));
    }

    @GetMapping("/api/v1/dashboard/sync")
    Object sync(Caller caller) {
        return sync.draw(scopes.apply(caller));
    }

    @GetMapping("/api/v1/dashboard/conflicts")
    Object conflicts(Caller caller) {
        return conflicts.draw(scopes.apply(caller));
    }

    @GetMapping("/api/v1/dashboard/notifications")
    Object notifications(Caller caller) {
        return notifications.draw(scopes.apply(caller));
    }

    @GetMapping("/api/v1/dashboard/cache")
    Object cache(Caller caller) {
        return caches.draw(scopes.apply(caller));
    }
}
