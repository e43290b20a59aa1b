package com.startynk.sync.standalone.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What is killed. */
enum Target {
    SYSTEM,
    MARIADB,
    SYSTEM_WITH_ITS_SERVERS,
    REDIS,
    SYSTEM_WHILE_IT_STARTS;

    /** Each once, then any; the system most often. */
    static List<Target> some(int count, Random random) {
        var targets = new ArrayList<>(List.of(values()));
        while (targets.size() < count) {
            targets.add(random.nextInt(3) == 0 ? SYSTEM : values()[random.nextInt(values().length)]);
        }
        return targets.subList(0, count);
    }
}
