package com.startynk.sync.platform.axon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.startynk.sync.embedded.EmbeddedStack;
import com.startynk.sync.platform.RunningPlatform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes want one processor's token, which lies in a real database. */
class HeldClaimsTest {

    private static RunningPlatform here;
    private static RunningPlatform there;

    private final String processor = "p-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        var database = Map.of("spring.datasource.url", EmbeddedStack.shared().newDatabase());
        here = RunningPlatform.start(database);
        there = RunningPlatform.start(database);
    }

    @AfterAll
    static void stop() {
        there.close();
        here.close();
    }

    @BeforeEach
    void makeTheToken() {
        in(here, tokens -> tokens.initializeTokenSegments(processor, 1));
        in(here, tokens -> tokens.releaseClaim(processor, 0));
    }

    @Test
    void areHeldOnceTheyAreCommittedAndByOneNode() {
        assertThat(isHeld(here)).isFalse();

        in(here, tokens -> {
            tokens.fetchToken(processor, 0);
            assertThat(isHeld(here)).as("before the commit").isFalse();
        });

        assertThat(isHeld(here)).isTrue();
        assertThatThrownBy(() -> in(there, tokens -> tokens.fetchToken(processor, 0)))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThat(isHeld(there)).isFalse();
    }

    @Test
    void goOverWhenTheyAreReleased() {
        in(here, tokens -> tokens.fetchToken(processor, 0));
        in(here, tokens -> tokens.releaseClaim(processor, 0));
        assertThat(isHeld(here)).isFalse();

        in(there, tokens -> tokens.fetchToken(processor, 0));

        assertThat(isHeld(there)).isTrue();
        assertThatThrownBy(() -> in(here, tokens -> tokens.extendClaim(processor, 0)))
                .isInstanceOf(UnableToClaimTokenException.class);
        assertThat(isHeld(here)).isFalse();
    }

    @Test
    void areNotHeldByWhatWasRolledBack() {
        assertThatThrownBy(() -> in(here, tokens -> {
                    tokens.fetchToken(processor, 0);
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(isHeld(here)).isFalse();
    }

    @Test
    void areReliedOnForFiveSecondsAfterTheLastConfirmationAndToldOfBeforeTheyCountAgain() {
        var now = new AtomicLong(-3);
        var claims = new HeldClaims(now::get);
        var heldWhenTold = new ArrayList<Boolean>();
        claims.onBeginning("p", () -> heldWhenTold.add(claims.isHeld("p")));

        claims.begun("p", claims.now());
        assertThat(claims.isHeld("p")).isTrue();
        now.addAndGet(HeldClaims.CERTAIN.toNanos() - 1);
        assertThat(claims.isHeld("p")).isTrue();
        claims.confirmed("p", now.get() - 10);
        now.addAndGet(HeldClaims.CERTAIN.toNanos() - 11);
        assertThat(claims.isHeld("p")).isTrue();
        now.addAndGet(1);
        assertThat(claims.isHeld("p")).isFalse();
        claims.begun("p", claims.now());

        assertThat(heldWhenTold).isEqualTo(List.of(false, false));
        assertThat(claims.isHeld("p")).isTrue();
    }

    @Test
    void areConfirmedWithEachTokenThatIsStored() {
        in(here, tokens -> tokens.fetchToken(processor, 0));
        in(here, tokens -> tokens.storeToken(new GlobalSequenceTrackingToken(5), processor, 0));

        assertThat(isHeld(here)).isTrue();
    }

    private boolean isHeld(RunningPlatform node) {
        return node.bean(HeldClaims.class).isHeld(processor);
    }

    private static void in(RunningPlatform node, Consumer<TokenStore> work) {
        new TransactionTemplate(node.bean(PlatformTransactionManager.class))
                .executeWithoutResult(transaction -> work.accept(node.bean(TokenStore.class)));
    }
}
