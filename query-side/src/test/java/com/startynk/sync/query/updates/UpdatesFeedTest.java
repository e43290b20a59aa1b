package com.startynk.sync.query.updates;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.updates.Change;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class UpdatesFeedTest {

    private final RunningQuerySide querySide = RunningQuerySide.shared();
    private final Site site = new Site(querySide);
    private final String ada = newUser();

    @Test
    void tellsAnEntityOnceInItsNewestState() {
        var project = site.project(ada);
        var reader = worker(ada).of(List.of(project));
        reader.all();
        var task = site.task(project);
        site.change(task, Map.of("title", "v2"));
        site.change(task, Map.of("title", "v3", "progress", 5));

        assertThat(reader.all()).singleElement().satisfies(change -> {
            assertThat(change.entityId()).isEqualTo(task);
            assertThat(change.version()).isEqualTo(3);
            assertThat(change.data()).isEqualTo(Map.of("title", "v3", "progress", 5L));
            assertThat(change.changedBy()).isEqualTo(new Change.Author("author", "device-of-author"));
        });
    }

    @Test
    void bringsTombstonesAndRevivals() {
        var project = site.project(ada);
        var task = site.task(project, Map.of("title", "a", "progress", 3));
        var reader = worker(ada).of(List.of(project));
        reader.all();

        site.delete(task);
        assertThat(reader.all()).singleElement().satisfies(change -> {
            assertThat(change.operation()).isEqualTo(ChangeOperation.DELETE);
            assertThat(change.data()).isEmpty();
        });

        site.revive(task, Map.of("title", "b"));
        assertThat(reader.all())
                .singleElement()
                .satisfies(change -> assertThat(change.data()).isEqualTo(Map.of("title", "b", "progress", 3L)));
    }

    @Test
    void leadsThroughEverythingOnceWhateverTheLimit() {
        var project = site.project(ada);
        var all = tasks(project, 23);
        all.add(project);

        for (var limit : List.of(1, 7, 23, 24, 25, 1000)) {
            var told = worker(ada).inStepsOf(limit).all();
            assertThat(told).extracting(Change::entityId).hasSize(24).hasSameElementsAs(all);
        }
        var page = worker(ada).inStepsOf(24).page();
        assertThat(page.hasMore()).isFalse();
    }

    @Test
    void givesTheSameAnswerAgainFromTheSameCursor() {
        var project = site.project(ada);
        var reader = worker(ada);
        reader.all();
        var cursor = reader.cursor();
        tasks(project, 20);

        var first = reader.inStepsOf(6).all();
        var again = worker(ada).from(cursor).inStepsOf(9).all();
        assertThat(again).isEqualTo(first);
    }

    @Test
    void keepsNumbersAndTheOrderOfKeys() {
        var project = site.project(ada);
        var fields = new java.util.LinkedHashMap<String, Object>();
        fields.put("title", "numbers");
        fields.put(
                "location", Map.of("big", 1e21, "tiny", Double.MIN_VALUE, "sum", 0.1 + 0.2, "safe", 9007199254740992L));
        fields.put("checklist", new java.util.LinkedHashMap<>(Map.of("z", true)));
        var task = site.task(project, fields);

        var body = querySide
                .get("/api/v1/sync/updates?projectIds=" + project + "&entityTypes=task", caller(ada, "WORKER"))
                .json();
        var data = body.path("changes").path(0).path("data");
        assertThat(data.propertyNames()).containsExactly("title", "location", "checklist");
        assertThat(data.path("location").path("big").doubleValue()).isEqualTo(1e21);
        assertThat(data.path("location").path("tiny").doubleValue()).isEqualTo(Double.MIN_VALUE);
        assertThat(data.path("location").path("sum").doubleValue()).isEqualTo(0.1 + 0.2);
        assertThat(data.path("location").path("safe").longValue()).isEqualTo(9007199254740992L);
        site.change(task, Map.of("title", "renamed"));
        assertThat(worker(ada).types(List.of("task")).all().get(0).data().keySet())
                .containsExactly("title", "location", "checklist");
    }

    @Nested
    class Memberships {

        @Test
        void aNewMemberGetsAllOfAProjectAtAnyCursor() {
            var project = site.project();
            var all = tasks(project, 12);
            var reader = worker(ada).inStepsOf(5);
            reader.all();

            site.members(project, ada);
            all.add(site.task(project));
            all.add(project);
            assertThat(reader.all()).extracting(Change::entityId).hasSize(14).hasSameElementsAs(all);
        }

        @Test
        void aMemberAddedWhilePagingGetsAllOfIt() {
            var other = site.project(ada);
            tasks(other, 10);
            var project = site.project();
            var all = tasks(project, 10);
            var reader = worker(ada).inStepsOf(3).types(List.of("task"));
            assertThat(reader.page().hasMore()).isTrue();

            site.members(project, ada);
            reader.all();
            assertThat(reader.state().keySet()).containsAll(all);
        }

        @Test
        void whoIsRemovedIsToldToDropEachEntityOnce() {
            var project = site.project(ada);
            var all = tasks(project, 9);
            all.add(project);
            var reader = worker(ada).inStepsOf(4);
            reader.all();

            site.members(project);
            site.task(project);
            var told = reader.all();
            assertThat(told).extracting(Change::operation).containsOnly(ChangeOperation.REVOKE);
            assertThat(told).extracting(Change::entityId).hasSize(10).hasSameElementsAs(all);
            assertThat(told).allSatisfy(change -> assertThat(change.data()).isNull());
            assertThat(reader.all()).isEmpty();
        }

        @Test
        void fromNullThereIsNothingToDropHoweverSmallThePages() {
            var lost = site.project(ada);
            tasks(lost, 6);
            var kept = site.project(ada);
            tasks(kept, 6);
            site.members(lost);

            assertThat(worker(ada).inStepsOf(2).all())
                    .hasSize(7)
                    .extracting(Change::operation)
                    .containsOnly(ChangeOperation.UPSERT);
            assertThat(worker(ada).of(List.of(lost)).all()).isEmpty();
        }

        @Test
        void aLossInTheMiddleOfTheFirstPullIsTold() {
            var lost = site.project(ada);
            tasks(lost, 6);
            var kept = site.project(ada);
            tasks(kept, 6);
            var reader = worker(ada).inStepsOf(3);
            reader.page();

            site.members(lost);
            reader.all();
            assertThat(reader.state().values()).extracting(Change::projectId).containsOnly(kept);
        }

        @Test
        void whoIsRemovedAndAddedAgainEndsWithAllOfIt() {
            var project = site.project(ada);
            var all = tasks(project, 5);
            var reader = worker(ada).inStepsOf(2);
            reader.all();

            site.members(project);
            all.add(site.task(project));
            site.members(project, ada);
            reader.all();
            all.add(project);
            assertThat(reader.state().keySet()).hasSameElementsAs(all);
        }

        @Test
        void whatHappensWithinOneTransactionIsSeenAsItsEnd() {
            var project = site.project(ada);
            var reader = worker(ada);
            reader.all();
            site.together(() -> {
                site.members(project);
                site.task(project);
                site.members(project, ada, "bob");
                site.members(project, "bob");
            });

            assertThat(reader.all()).extracting(Change::operation).isNotEmpty().containsOnly(ChangeOperation.REVOKE);
            assertThat(worker("bob-" + ada).all()).isEmpty();
        }

        @Test
        void anAdminIsInAllProjectsWhateverTheirMembers() {
            var project = site.project(ADMIN.userId());
            var task = site.task(project);
            var reader = new Reader(querySide, ADMIN).of(List.of(project));
            reader.all();
            site.members(project);
            site.change(task, Map.of("progress", 1));

            assertThat(reader.all()).extracting(Change::entityId).containsExactlyInAnyOrder(project, task);
            assertThat(new Reader(querySide, ADMIN).inStepsOf(1000).all())
                    .extracting(Change::entityId)
                    .contains(project, task);
        }
    }

    @Nested
    class Filters {

        @Test
        void projectsThatTheReaderIsNotInAreIgnored() {
            var mine = site.project(ada);
            var foreign = site.project();
            site.task(foreign);

            assertThat(worker(ada).of(List.of(mine, foreign, "no-project")).all())
                    .extracting(Change::projectId)
                    .containsOnly(mine);
            assertThat(worker(ada).of(List.of(foreign)).all()).isEmpty();
        }

        @Test
        void aCursorGoesOnWithMoreProjectsFromTheirBeginning() {
            var one = site.project(ada);
            var two = site.project(ada);
            var first = site.task(one);
            var second = site.task(two);
            var reader = worker(ada).types(List.of("task"));

            assertThat(reader.of(List.of(one)).all())
                    .extracting(Change::entityId)
                    .containsExactly(first);
            var partial = reader.cursor();
            assertThat(reader.of(List.of(one, two)).all())
                    .extracting(Change::entityId)
                    .containsExactly(second);
            assertThat(reader.of(List.of(two)).all()).isEmpty();
            assertThat(reader.from(partial).of(List.of()).all())
                    .extracting(Change::entityId)
                    .containsExactly(second);
        }

        @Test
        void aProjectOutsideTheFilterKeepsItsPlace() {
            var one = site.project(ada);
            var two = site.project(ada);
            var reader = worker(ada).types(List.of("task"));
            reader.all();
            var first = site.task(one);
            var second = site.task(two);

            assertThat(reader.of(List.of(two)).all())
                    .extracting(Change::entityId)
                    .containsExactly(second);
            assertThat(reader.of(List.of()).all()).extracting(Change::entityId).containsExactly(first);
        }

        @Test
        void aLossAfterAPartialCursorIsToldByAPullOverAll() {
            var lost = site.project(ada);
            tasks(lost, 3);
            var other = site.project(ada);
            tasks(other, 5);
            var reader = worker(ada).inStepsOf(2);
            reader.of(List.of(lost)).all();
            site.members(lost);

            reader.of(List.of()).all();
            assertThat(reader.state().values()).extracting(Change::projectId).containsOnly(other);
        }

        @Test
        void typesThatTheRolesMayNotReadAreLeftOut() {
            var project = site.project(ada);
            site.task(project);
            var payroll = site.create(
                    java.util.UUID.randomUUID().toString(), "payroll", project, Map.of("workerId", ada), null);

            assertThat(worker(ada).all()).extracting(Change::entityType).containsOnly("project", "task");
            assertThat(worker(ada).types(List.of("payroll")).all()).isEmpty();
            assertThat(new Reader(querySide, caller(ada, "PAYROLL")).all())
                    .extracting(Change::entityType)
                    .containsOnly("project", "payroll");
            assertThat(new Reader(querySide, caller(ada, "PAYROLL"))
                            .types(List.of("payroll"))
                            .all())
                    .extracting(Change::entityId)
                    .containsExactly(payroll);
        }
    }

    @Nested
    class Cursors {

        @Test
        void staySmallForAReaderOfManyProjects() {
            var projects =
                    IntStream.range(0, 70).mapToObj(n -> site.project(ada)).toList();
            var reader = worker(ada).inStepsOf(9);

            var page = reader.page();
            assertThat(page.cursor()).hasSizeLessThan(200);
            reader.all();
            assertThat(reader.state().keySet()).containsAll(projects);
            assertThat(reader.cursor()).hasSizeLessThan(200);
        }

        @Test
        void belongToTheirReaderRolesAndTypes() {
            var project = site.project(ada, "bob");
            site.task(project);
            var reader = worker(ada).types(List.of("task", "project"));
            reader.all();
            var cursor = reader.cursor();

            refused(worker("bob").from(cursor).types(List.of("task", "project")));
            refused(new Reader(querySide, caller(ada, "FOREMAN")).from(cursor).types(List.of("task", "project")));
            refused(worker(ada).from(cursor).types(List.of("task")));
            refused(worker(ada).from("garbage").types(List.of("task")));
            assertThat(worker(ada)
                            .from(cursor)
                            .types(List.of("project", "task", "task"))
                            .all())
                    .isEmpty();
        }

        private void refused(Reader reader) {
            assertThatThrownBy(reader::page)
                    .isInstanceOfSatisfying(
                            SyncFailure.class,
                            failure -> assertThat(failure.errorCode()).isEqualTo(ErrorCode.INVALID_CURSOR));
        }
    }

    private Reader worker(String userId) {
        return new Reader(querySide, caller(userId, "WORKER")).of(List.of());
    }

    private Set<String> tasks(String project, int count) {
        var ids = new ArrayList<String>();
        site.together(() -> IntStream.range(0, count).forEach(n -> ids.add(site.task(project))));
        return new TreeSet<>(ids);
    }
}
