package com.startynk.sync.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.startynk.sync.protocol.ErrorCode;
import com.startynk.sync.protocol.SyncFailure;
import com.startynk.sync.protocol.push.SyncResult;
import com.startynk.sync.protocol.push.SyncStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client that sends on without waiting for answers, and a server that has an item sent again. */
class PipelinedPushesTest {

    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());
    private final Set<String> fails = Collections.synchronizedSet(new HashSet<>());

    private Gateway gateway;
    private Client anna;

    @BeforeEach
    void open() {
        gateway = Gateway.open();
        gateway.person("anna", "WORKER");
        gateway.feed.member("anna", "p-1");
        gateway.pushes = item -> {
            var mutationId = mutationId(item.item());
            if (fails.remove(mutationId)) {
                throw SyncFailure.unavailable("The database is away.");
            }
            handled.add(mutationId);
            return Gateway.applied(mutationId);
        };
        anna = Client.with(gateway, "anna");
    }

    @AfterEach
    void close() {
        anna.close();
        gateway.close();
    }

    private static String mutationId(String item) {
        return Gateway.JSON.readTree(item).path("mutationId").stringValue();
    }

    private String push(String mutationId, String members) {
        return anna.askJson("sync:push", "{\"mutationId\":\"" + mutationId + "\"," + members + "}")
                .path("status")
                .stringValue();
    }

    private static String edit(String entityId) {
        return "\"operation\":\"UPDATE\",\"entityId\":\"" + entityId + "\"";
    }

    @Test
    void noEditOvertakesAnEarlierOneOfItsEntityThatIsToBeSentAgain() {
        fails.add("m-1");
        assertThat(push("m-1", edit("e-1"))).isEqualTo("RETRY");

        assertThat(push("m-2", edit("e-1"))).isEqualTo("RETRY");
        assertThat(push("m-3", edit("e-1"))).isEqualTo("RETRY");
        assertThat(push("m-3", edit("e-1"))).isEqualTo("RETRY");
        assertThat(push("m-1", edit("e-1"))).isEqualTo("APPLIED");
        assertThat(push("m-3", edit("e-1"))).as("m-2 is to go before").isEqualTo("RETRY");
        assertThat(push("m-2", edit("e-1"))).isEqualTo("APPLIED");
        assertThat(push("m-3", edit("e-1"))).isEqualTo("APPLIED");
        assertThat(push("m-4", edit("e-1"))).isEqualTo("APPLIED");

        assertThat(handled).containsExactly("m-1", "m-2", "m-3", "m-4");
    }

    @Test
    void norOneThatWasRefusedSinceTooMuchWasSent() {
        var refused = new HashSet<>(Set.of(1));
        gateway.allowance = caller -> {
            if (refused.remove(1)) {
                throw new SyncFailure(ErrorCode.RATE_LIMITED, "Too many.", List.of(), Map.of(), Duration.ofMillis(100));
            }
        };
        assertThat(push("m-1", edit("e-1"))).isEqualTo("RETRY");

        assertThat(push("m-2", edit("e-1"))).isEqualTo("RETRY");
        assertThat(push("m-1", edit("e-1"))).isEqualTo("APPLIED");
        assertThat(push("m-2", edit("e-1"))).isEqualTo("APPLIED");
    }

    @Test
    void norOneThatTheCommandSideWantsAgain() {
        var pushes = gateway.pushes;
        gateway.pushes = item -> new SyncResult(
                mutationId(item.item()),
                SyncStatus.RETRY,
                false,
                null,
                null,
                null,
                null,
                SyncResult.ABSENT,
                null,
                null);
        assertThat(push("m-1", edit("e-1"))).isEqualTo("RETRY");

        gateway.pushes = pushes;
        assertThat(push("m-2", edit("e-1"))).isEqualTo("RETRY");
        assertThat(handled).isEmpty();
    }

    @Test
    void whatIsRefusedForGoodHoldsNothingBack() {
        fails.add("m-1");
        assertThat(push("m-1", edit("e-1"))).isEqualTo("RETRY");
        var pushes = gateway.pushes;
        gateway.pushes = item -> {
            throw new SyncFailure(ErrorCode.FORBIDDEN, "No more.");
        };
        assertThat(push("m-1", edit("e-1"))).isEqualTo("REJECTED");

        gateway.pushes = pushes;
        assertThat(push("m-2", edit("e-1"))).isEqualTo("APPLIED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'operation':'CREATE','localId':'local:1' | 'operation':'UPDATE','localId':'local:1'",
                "'operation':'CREATE','entityId':'e-1' | 'operation':'CREATE','localId':'local:2','projectId':'e-1'",
                "'operation':'CREATE','localId':'local:1' | 'operation':'UPDATE','entityId':'e-9','projectId':'local:1'",
                "'operation':'UPDATE','localId':'local:1' | 'operation':'DELETE','localId':'local:1','entityId':'e-1'"
            })
    void whatNeedsAnEarlierOneWaitsForIt(String earlier, String later) {
        fails.add("m-1");
        assertThat(push("m-1", earlier.replace('\'', '"'))).isEqualTo("RETRY");

        assertThat(push("m-2", later.replace('\'', '"'))).isEqualTo("RETRY");
        assertThat(push("m-1", earlier.replace('\'', '"'))).isEqualTo("APPLIED");
        assertThat(push("m-2", later.replace('\'', '"'))).isEqualTo("APPLIED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'operation':'UPDATE','entityId':'e-1' | 'operation':'UPDATE','entityId':'e-2'",
                "'operation':'UPDATE','entityId':'e-1' | 'operation':'CREATE','localId':'local:2','projectId':'e-1'",
                "'operation':'CREATE','localId':'local:1' | 'operation':'CREATE','localId':'local:2'"
            })
    void everythingElseGoesOn(String earlier, String later) {
        fails.add("m-1");
        assertThat(push("m-1", earlier.replace('\'', '"'))).isEqualTo("RETRY");

        assertThat(push("m-2", later.replace('\'', '"'))).isEqualTo("APPLIED");
    }

    /** One is handled and five thousand wait, and the refusal of a later one comes before their turn. */
    @Test
    @Timeout(40)
    void whatPilesUpIsHandledInItsOrderAndWhatIsRefusedBehindItComesAfterIt() throws Exception {
        var goOn = new CountDownLatch(1);
        var pushes = gateway.pushes;
        gateway.pushes = item -> {
            awaitOpen(goOn);
            return pushes.apply(item);
        };
        var client = new PollingClient(gateway.port(), "anna");
        client.post(packet(1));
        client.post(IntStream.rangeClosed(2, 5010)
                .mapToObj(PipelinedPushesTest::packet)
                .collect(Collectors.joining("\u001e")));
        assertThat(client.poll()).contains("m-5002").contains("RETRY");
        goOn.countDown();

        hear(client, "\"m-5001\"");
        client.post(packet(5003));
        client.post(packet(5002));
        client.post(packet(5003));
        await().untilAsserted(() -> assertThat(handled).contains("m-5003"));
        assertThat(handled)
                .isEqualTo(
                        IntStream.rangeClosed(1, 5003).mapToObj(n -> "m-" + n).toList());
    }

    private static void awaitOpen(CountDownLatch goOn) {
        try {
            assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void hear(PollingClient client, String answer) throws Exception {
        var heard = client.poll();
        while (!heard.contains(answer)) {
            heard = client.poll();
        }
    }

    private static String packet(int number) {
        return "42" + number + "[\"sync:push\",{\"mutationId\":\"m-" + number + "\"," + edit("e-1") + "}]";
    }

    @Test
    void anotherSocketOfTheDeviceIsNotHeldBack() {
        fails.add("m-1");
        assertThat(push("m-1", edit("e-1"))).isEqualTo("RETRY");

        anna.close();
        anna = Client.with(gateway, "anna");
        assertThat(push("m-2", edit("e-1"))).isEqualTo("APPLIED");
    }
}
