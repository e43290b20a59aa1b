package com.startynk.sync.benchmarks.load.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.startynk.sync.benchmarks.load.check.AnsweringServer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficTest {

    @ParameterizedTest
    @CsvSource({"200,0,0", "0,1,0", "400,1,0", "429,1,0", "503,1,0", "500,1,1", "502,1,1"})
    void countsWhatFailsAndWhatTheContractForbids(int status, long failed, long forbidden) throws Exception {
        var traffic = new Traffic();
        try (var server = new AnsweringServer()) {
            server.answers(status, "");
            assertThat(traffic.isGood(server.push())).isEqualTo(status == 200);
        }
        assertThat(traffic.failedCount()).isEqualTo(failed);
        assertThat(traffic.forbiddenCount()).isEqualTo(forbidden);
    }
}
