package com.startynk.sync.query.retention;

import static com.startynk.sync.query.Site.ADMIN;
import static com.startynk.sync.query.Site.caller;
import static com.startynk.sync.query.Site.newUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.platform.axon.HeldClaims;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.person.FindRecordsAbout;
import com.startynk.sync.protocol.person.RecordsAbout;
import com.startynk.sync.protocol.updates.ChangeOperation;
import com.startynk.sync.query.Reader;
import com.startynk.sync.query.RunningQuerySide;
import com.startynk.sync.query.Site;
import com.startynk.sync.query.projection.EntityRowsProjection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.queryhandling.QueryGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Records that are somebody's and about somebody, after their tombstones were let go of. */
class PurgedRecordsTest {

    private final RunningQuerySide querySide =
            RunningQuerySide.start(Map.of(RunningQuerySide.TYPES, "src/test/entity-types"));
    private final Site site = new Site(querySide);
    private final Time time = new Time(querySide);
    private final String ada = newUser();
    private final String ben = newUser();
    private final String quay = site.project(ada, ben);

    @AfterEach
    void stop() {
        querySide.close();
    }

    @Test
    void areFoundWhenAPersonIsErased() {
        var gone = permit(ada);
        site.delete(gone);
        site.delete(permit(ben));
        time.letGo();
        var there = permit(ada);

        assertThat(recordsAboutAda())
                .containsExactlyInAnyOrder(
                        new RecordsAbout.Found("permit", gone, quay), new RecordsAbout.Found("permit", there, quay));
    }

    @Test
    void areNotSaidToBeFoundWhileSomeOfThemAreDeadLetters() {
        querySide.execute("CREATE TRIGGER no_poison BEFORE INSERT ON synced_entity FOR EACH ROW IF NEW.data LIKE"
                + " '%poison%' THEN SIGNAL SQLSTATE '23000' SET MESSAGE_TEXT = 'no poison here'; END IF");
        var parked = site.create(
                UUID.randomUUID().toString(), "permit", quay, Map.of("workerId", ada, "notes", "poison"), null);
        querySide.settle();

        assertThatThrownBy(this::recordsAboutAda).hasRootCauseInstanceOf(SyncFailure.class);

        querySide.execute("DROP TRIGGER no_poison");
        await().until(() -> querySide.bean(HeldClaims.class).isHeld(EntityRowsProjection.GROUP));
        querySide.post("/api/v1/admin/projections/dead-letters/retry", ADMIN, "{}");
        assertThat(recordsAboutAda()).containsExactly(new RecordsAbout.Found("permit", parked, quay));
    }

    private List<RecordsAbout.Found> recordsAboutAda() {
        return querySide
                .bean(QueryGateway.class)
                .query(new FindRecordsAbout(ada), RecordsAbout.class)
                .join()
                .records();
    }

    @Test
    void areFoundByIdsBeyondTheBasicPlane() {
        var eve = newUser() + "\uD83C\uDFD7";
        var hers = permit(eve);
        permit(eve.substring(0, eve.length() - 2) + "\uD83D\uDC77");

        var records = querySide
                .bean(QueryGateway.class)
                .query(new FindRecordsAbout(eve), RecordsAbout.class)
                .join()
                .records();

        assertThat(records).containsExactly(new RecordsAbout.Found("permit", hers, quay));
    }

    @Test
    void comeBackToWhoHadThem() {
        var permit = permit(ada);
        site.delete(permit);
        var adas = reader(ada);
        var bens = reader(ben);
        adas.all();
        bens.all();
        time.letGo();

        site.revive(permit, Map.of("notes", "again"));

        assertThat(adas.all())
                .singleElement()
                .satisfies(change -> assertThat(change.data())
                        .isEqualTo(Map.of("workerId", ada, "holderId", ada, "notes", "again")));
        assertThat(bens.all()).isEmpty();
    }

    @Test
    void comeBackToWhomTheyAreGivenAndLeaveWhoHadThem() {
        var permit = permit(ada);
        site.delete(permit);
        time.letGo();
        site.revive(permit, Map.of("holderId", ben));
        querySide.settle();

        assertThat(reader(ben).all()).anySatisfy(change -> {
            assertThat(change.entityId()).isEqualTo(permit);
            assertThat(change.operation()).isEqualTo(ChangeOperation.UPSERT);
        });
        assertThat(reader(ada).all()).noneMatch(change -> change.entityId().equals(permit));
    }

    @Test
    void comeBackToTheirOwnersWhenOwnersWereDeclaredSinceThen() {
        var permit = permit(ada);
        site.delete(permit);
        time.letGo();
        querySide
                .bean(TransactionTemplate.class)
                .executeWithoutResult(
                        status -> querySide.bean(JdbcTemplate.class).update("DELETE FROM ownership"));

        site.revive(permit, Map.of("notes", "again"));

        assertThat(reader(ada).all()).anyMatch(change -> change.entityId().equals(permit));
    }

    private String permit(String user) {
        return site.create(
                UUID.randomUUID().toString(), "permit", quay, Map.of("workerId", user, "holderId", user), null);
    }

    private Reader reader(String user) {
        return new Reader(querySide, caller(user, "WORKER"));
    }
}
