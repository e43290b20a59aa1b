package com.startynk.sync.command.intake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;

/**
 * Divides an ordered batch among the lanes. Items of different lanes are decided side by side, as long as none depends on
 * another lane's: such a one waits for the next wave, and so does what follows it in its own lane.
 */
final class Waves {

    private Waves() {}

    /** The waves in their order; each says what goes into which lane. */
    static List<Map<Integer, List<BatchOrder.Placed>>> of(
            List<BatchOrder.Placed> ordered, ToIntFunction<BatchOrder.Placed> laneOf) {
        var waves = new ArrayList<Map<Integer, List<BatchOrder.Placed>>>();
        var lanes = new int[ordered.size()];
        var waveOf = new int[ordered.size()];
        var lastOfLane = new HashMap<Integer, Integer>();
        for (var placed : ordered) {
            var lane = laneOf.applyAsInt(placed);
            var wave = lastOfLane.getOrDefault(lane, 0);
            for (int before : placed.after()) {
                wave = Math.max(wave, lanes[before] == lane ? waveOf[before] : waveOf[before] + 1);
            }
            lanes[placed.index()] = lane;
            waveOf[placed.index()] = wave;
            lastOfLane.put(lane, wave);
            while (waves.size() <= wave) {
                waves.add(new TreeMap<>());
            }
            waves.get(wave).computeIfAbsent(lane, any -> new ArrayList<>()).add(placed);
        }
        return waves;
    }
}
