package com.startynk.sync.realtime;

import static java.util.stream.Collectors.toSet;

import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.Projects;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.feed.FeedAnnouncement;
import com.startynk.sync.protocol.feed.FeedAnnouncement.ConflictNotice;
import com.startynk.sync.protocol.feed.FeedAnnouncement.MembershipChange;
import com.startynk.sync.protocol.feed.FeedHead;
import com.startynk.sync.protocol.feed.Memberships;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.protocol.updates.UpdatesCursor;
import com.startynk.sync.protocol.updates.UpdatesPage;
import com.startynk.sync.protocol.updates.UpdatesQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The updates feed as its contract describes it, in memory: entities stand at their last change or at the reader's grant,
 * whichever is later, and at the reader's loss as a {@code REVOKE}.
 */
final class FeedModel {

    static final Set<String> TYPES = Set.of("task", "payroll", "attendance", "material");

    static final String DEPLOYMENT = "site-7";

    /** Where it publishes; replaced to lose announcements. */
    volatile Consumer<FeedAnnouncement> publisher = announcement -> {};

    private final Map<String, Standing> entities = new LinkedHashMap<>();
    private final Map<String, Map<String, Long>> grants = new HashMap<>();
    private final Map<String, Map<String, Long>> losses = new HashMap<>();
    private int pages;
    private long head;

    private record Standing(long position, Change change) {}

    // --- what happens

    synchronized void member(String userId, String... projectIds) {
        for (var project : projectIds) {
            grants.computeIfAbsent(userId, user -> new HashMap<>()).put(project, 0L);
        }
    }

    String task(String projectId) {
        return change("task", projectId, UUID.randomUUID().toString(), 1);
    }

    List<String> tasks(String projectId, int count) {
        return Stream.generate(() -> task(projectId)).limit(count).toList();
    }

    String change(String type, String projectId, String entityId, long version) {
        return change(type, projectId, entityId, version, Map.of("title", "Pour slab"));
    }

    synchronized String change(String type, String projectId, String entityId, long version, Map<String, Object> data) {
        var from = head++;
        var change = new Change(
                type,
                entityId,
                projectId,
                ChangeOperation.UPSERT,
                version,
                new LinkedHashMap<>(data),
                new Change.Author("u-1", "d-1"),
                Instant.parse("2026-11-23T08:00:00Z"));
        entities.put(entityId, new Standing(head, change));
        var entry = new FeedAnnouncement.Entry(head, change);
        publisher.accept(new FeedAnnouncement(from, head, List.of(entry), List.of(), List.of()));
        return entityId;
    }

    /** Many changes in one commit, and in one announcement. */
    synchronized List<String> batch(String projectId, int count) {
        var from = head;
        var entries = new ArrayList<FeedAnnouncement.Entry>();
        var kept = publisher;
        publisher = announcement -> entries.addAll(announcement.entries());
        var ids = tasks(projectId, count);
        publisher = kept;
        publisher.accept(new FeedAnnouncement(from, head, entries, List.of(), List.of()));
        return ids;
    }

    synchronized void grant(String userId, String projectId) {
        var from = head++;
        grants.computeIfAbsent(userId, user -> new HashMap<>()).put(projectId, head);
        losses.getOrDefault(userId, new HashMap<>()).remove(projectId);
        var change = new MembershipChange(projectId, head, List.of(userId), List.of());
        publisher.accept(new FeedAnnouncement(from, head, List.of(), List.of(change), List.of()));
    }

    synchronized void revoke(String userId, String projectId) {
        var from = head++;
        grants.getOrDefault(userId, new HashMap<>()).remove(projectId);
        losses.computeIfAbsent(userId, user -> new HashMap<>()).put(projectId, head);
        var change = new MembershipChange(projectId, head, List.of(), List.of(userId));
        publisher.accept(new FeedAnnouncement(from, head, List.of(), List.of(change), List.of()));
    }

    /** One that changed nothing. */
    synchronized void conflict(ConflictNotice notice) {
        publisher.accept(new FeedAnnouncement(head, head, List.of(), List.of(), List.of(notice)));
    }

    // --- what is asked

    /** How often it was read. */
    synchronized int pages() {
        return pages;
    }

    synchronized FeedHead headNow() {
        return new FeedHead(DEPLOYMENT, head);
    }

    synchronized Memberships memberships(String userId) {
        var projects = grants.getOrDefault(userId, Map.of()).keySet();
        return new Memberships(
                Stream.concat(projects.stream(), Stream.of(Projects.ORG)).collect(toSet()), head);
    }

    synchronized String home(String entityId) {
        var standing = entities.get(entityId);
        return standing == null ? null : standing.change().projectId();
    }

    synchronized boolean projectExists(String projectId) {
        return entities.values().stream()
                .anyMatch(one -> one.change().projectId().equals(projectId));
    }

    synchronized String cursor(Caller caller) {
        return cursor(caller, head);
    }

    synchronized UpdatesPage page(Caller caller, UpdatesQuery query) {
        pages++;
        var from = position(caller, query.cursor());
        var news = entities.values().stream()
                .map(standing -> standingFor(caller, standing))
                .filter(standing -> standing.position() > from)
                .sorted(Comparator.comparingLong(Standing::position))
                .toList();
        var more = news.size() > query.limit();
        var page = more ? news.subList(0, query.limit()) : news;
        var end = more ? page.get(page.size() - 1).position() : head;
        return new UpdatesPage(
                page.stream().map(Standing::change).toList(), cursor(caller, end), more, Instant.EPOCH, null);
    }

    /** Position 0 is nowhere in sight. */
    private Standing standingFor(Caller caller, Standing standing) {
        var change = standing.change();
        var user = caller.userId();
        var grant = grants.getOrDefault(user, Map.of()).get(change.projectId());
        if (grant != null || change.projectId().equals(Projects.ORG) || caller.isAdmin()) {
            return new Standing(Math.max(standing.position(), grant == null ? 0 : grant), change);
        }
        var loss = losses.getOrDefault(user, Map.of()).get(change.projectId());
        return new Standing(loss == null ? 0 : loss, revoked(change));
    }

    private static Change revoked(Change change) {
        return new Change(
                change.entityType(),
                change.entityId(),
                change.projectId(),
                ChangeOperation.REVOKE,
                null,
                null,
                null,
                null);
    }

    private static long position(Caller caller, String cursor) {
        return UpdatesCursor.decode(cursor, DEPLOYMENT)
                .filter(read -> read.scope() == UpdatesCursor.scope(caller.userId(), caller.roles(), TYPES))
                .orElseThrow(() -> new SyncFailure(ErrorCode.INVALID_CURSOR, "This cursor is not of here."))
                .all()
                .position();
    }

    private static String cursor(Caller caller, long position) {
        var scope = UpdatesCursor.scope(caller.userId(), caller.roles(), TYPES);
        return UpdatesCursor.ofAll(scope, position).encode(DEPLOYMENT);
    }

    static Set<String> ids(UpdatesPage page) {
        return page.changes().stream().map(Change::entityId).collect(toSet());
    }
}
