package com.startynk.sync.command.cachepolicy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axonframework.test.matchers.Matchers.matches;

import com.startynk.sync.catalog.CachePolicies;
import com.startynk.sync.catalog.CachePolicyChange;
import com.startynk.sync.catalog.CacheStrategy;
import com.startynk.sync.catalog.EntityCatalog;
import com.startynk.sync.events.EventMetaData;
import com.startynk.sync.events.cachepolicy.CachePolicyChanged;
import com.startynk.sync.events.cachepolicy.CachePolicyReset;
import com.startynk.sync.protocol.Caller;
import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.cachepolicy.CachePolicyView;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.MetaData;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedPoliciesTest {

    private static final EntityCatalog CATALOG = EntityCatalog.load(null);
    private static final Caller ADA = new Caller("ada", "adas-laptop", Set.of("ADMIN"), 0, Long.MAX_VALUE);

    private final FixtureConfiguration<ChangedPolicies> fixture = new AggregateTestFixture<>(ChangedPolicies.class);

    @BeforeEach
    void handleChanges() {
        fixture.registerAnnotatedCommandHandler(new CachePolicyHandler(CATALOG, fixture.getRepository()));
    }

    @Test
    void keepsWhatWasChangedAndWhoDidIt() {
        fixture.givenNoPriorActivity()
                .when(change("task", ttl(60)))
                .expectEvents(new CachePolicyChanged("task", 1, null, 60L, null, null, null))
                .expectResultMessagePayloadMatching(matches(answer -> answer instanceof PolicyAsChanged changed
                        && changed.version().startsWith("1-")
                        && changed.policy()
                                .equals(new CachePolicyView("task", "CACHE_FIRST", 60, 0, 10_000, false, false))));
        assertThat(fixture.getEventStore().readEvents("cache-policies").asStream())
                .singleElement()
                .satisfies(event -> assertThat(event.getMetaData())
                        .isEqualTo(MetaData.with(EventMetaData.USER_ID, "ada")
                                .and(EventMetaData.DEVICE_ID, "adas-laptop")
                                .and(EventMetaData.ENTITY_TYPE, "task")));
    }

    @Test
    void addsToWhatWasChangedBefore() {
        var strategy = new CachePolicyChange(CacheStrategy.STALE_WHILE_REVALIDATE, null, null, null, true);

        given().when(change("task", strategy))
                .expectEvents(new CachePolicyChanged("task", 3, "STALE_WHILE_REVALIDATE", 60L, null, true, true));
    }

    @Test
    void leavesTheOtherTypesAlone() {
        given().when(change("material", ttl(5)))
                .expectEvents(new CachePolicyChanged("material", 3, null, 5L, null, null, null));
    }

    @Test
    void takesBackWhatIsCleared() {
        given().when(clear("task", Set.of("ttlSeconds")))
                .expectEvents(new CachePolicyChanged("task", 3, null, null, null, true, null));
    }

    @Test
    void isAsDeclaredWhereNothingIsLeftOfTheChanges() {
        given().when(clear("task", Set.of("ttlSeconds", "compress"))).expectEvents(new CachePolicyReset("task", 3));
        given().when(new ChangeCachePolicy("task", PolicyEdit.RESET, null, ADA))
                .expectEvents(new CachePolicyReset("task", 3));
    }

    @Test
    void countsOnAfterAReset() {
        fixture.given(new CachePolicyChanged("task", 1, null, 60L, null, null, null), new CachePolicyReset("task", 2))
                .when(change("task", ttl(60)))
                .expectEvents(new CachePolicyChanged("task", 3, null, 60L, null, null, null));
    }

    @Test
    void whatChangesNothingIsNoEvent() {
        given().when(change("task", ttl(60))).expectNoEvents();
        given().when(change("task", CachePolicyChange.NOTHING)).expectNoEvents();
        given().when(new ChangeCachePolicy("user", PolicyEdit.RESET, null, ADA)).expectNoEvents();
    }

    @Test
    void keepsToAPinnedValueThatIsAsDeclaredToday() {
        fixture.givenNoPriorActivity()
                .when(change("task", ttl(900)))
                .expectEvents(new CachePolicyChanged("task", 1, null, 900L, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "\"0-00000000\", %s", "*"})
    void isChangedByWhoHasSeenThePresentPolicies(String ifMatch) {
        given().when(change("task", ttl(61), ifMatch.formatted("\"" + presentVersion() + "\"")))
                .expectEvents(new CachePolicyChanged("task", 3, null, 61L, null, true, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1-%s\"", "\"2-00000000\"", "W/\"2-%s\"", "2-%s", ""})
    void isNotChangedByWhoHasSeenOthers(String ifMatch) {
        var digest = presentVersion().substring(2);

        failsWith(given().when(change("task", ttl(61), ifMatch.formatted(digest))), ErrorCode.PRECONDITION_FAILED);
    }

    @Test
    void aTypeThatIsNotDeclaredHasNone() {
        failsWith(given().when(change("spaceship", ttl(61))), ErrorCode.UNKNOWN_ENTITY_TYPE);
    }

    @Test
    void aTypeThatIsNotDeclaredAnyMoreDoesNoHarm() {
        fixture.given(List.of(new CachePolicyChanged("spaceship", 1, "BY_THOUGHT", 60L, null, null, null)))
                .when(change("task", ttl(61)))
                .expectEvents(new CachePolicyChanged("task", 2, null, 61L, null, null, null));
    }

    private TestExecutor<ChangedPolicies> given() {
        return fixture.given(
                new CachePolicyChanged("task", 1, null, 60L, null, null, null),
                new CachePolicyChanged("task", 2, null, 60L, null, true, null));
    }

    private static String presentVersion() {
        return new CachePolicies(CATALOG, 2, Map.of()).version();
    }

    private static ChangeCachePolicy change(String type, CachePolicyChange set) {
        return new ChangeCachePolicy(type, new PolicyEdit(set, Set.of()), null, ADA);
    }

    private static ChangeCachePolicy change(String type, CachePolicyChange set, String ifMatch) {
        return new ChangeCachePolicy(type, new PolicyEdit(set, Set.of()), ifMatch, ADA);
    }

    private static ChangeCachePolicy clear(String type, Set<String> members) {
        return new ChangeCachePolicy(type, new PolicyEdit(CachePolicyChange.NOTHING, members), null, ADA);
    }

    private static CachePolicyChange ttl(long seconds) {
        return new CachePolicyChange(null, seconds, null, null, null);
    }

    private static void failsWith(ResultValidator<ChangedPolicies> result, ErrorCode code) {
        result.expectNoEvents()
                .expectException(
                        matches(thrown -> thrown instanceof SyncFailure failure && failure.errorCode() == code));
    }
}
