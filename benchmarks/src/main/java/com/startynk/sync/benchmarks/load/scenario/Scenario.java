package com.startynk.sync.benchmarks.load.scenario;

import com.startynk.sync.benchmarks.load.measure.Figures;

/** One kind of load. */
public interface Scenario {

    /** Puts the server under load and then looks whether it kept its word; faults go to the bench. */
    Figures run(Bench bench) throws Exception;
}
