package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.TypeRules;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes the same schedule of the same seed, always. */
final class ScheduleGenerator {

    private static final List<TypeRules> TYPES = List.of(
            TypeRules.TASK,
            TypeRules.TASK,
            TypeRules.TASK,
            TypeRules.ATTENDANCE,
            TypeRules.ATTENDANCE,
            TypeRules.TALLY,
            TypeRules.MATERIAL,
            TypeRules.CLIENT_WINS,
            TypeRules.MANUAL_RESOLVE,
            TypeRules.MANUAL_FIELD);
    private static final int MOST_ENTITIES = 8;

    private final Random random;
    private final FieldChoices choices;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Integer, TypeRules> entities = new HashMap<>();
    private final List<Integer> tasks = new ArrayList<>();
    private final int devices;

    private ScheduleGenerator(long seed) {
        random = new Random(seed);
        choices = new FieldChoices(random);
        devices = 2 + random.nextInt(3);
    }

    /** @param length of the longest; the shorter, the more frequent, as most faults need few steps */
    static Schedule schedule(long seed, int length) {
        var generator = new ScheduleGenerator(seed);
        var offline = generator.chance(15);
        generator.begin();
        var most = Math.max(1, length - generator.steps.size());
        var further = 1 + Math.min(generator.random.nextInt(most), generator.random.nextInt(most));
        for (var n = 0; n < further; n++) {
            generator.step();
        }
        return new Schedule(
                seed,
                length,
                generator.devices,
                offline,
                List.copyOf(generator.steps),
                IntStream.range(0, generator.steps.size()).boxed().toList());
    }

    /** Something that all devices know, so that they meet from the beginning. */
    private void begin() {
        create(0);
        create(0);
        steps.add(new Transfers.Push(0, 10, Step.Fate.ANSWERED));
        for (var device = 1; device < devices; device++) {
            steps.add(new Transfers.Pull(device, 100, 0));
        }
    }

    private void step() {
        var device = random.nextInt(devices);
        var dice = random.nextInt(100);
        if (dice < 34) {
            var entity = entity();
            steps.add(
                    new Edits.Change(device, entity, choices.forChange(entities.get(entity), tasks), base(), clock()));
        } else if (dice < 39) {
            create(device);
        } else if (dice < 43) {
            family(device);
        } else if (dice < 46) {
            steps.add(new Edits.Delete(device, entity(), base(), clock()));
        } else if (dice < 67) {
            steps.add(new Transfers.Push(device, chance(70) ? 20 : 1 + random.nextInt(3), fate()));
        } else if (dice < 80) {
            steps.add(new Transfers.Pull(device, 1 + random.nextInt(5), chance(30) ? 1 : 0));
        } else if (dice < 84) {
            steps.add(new Transfers.Signal(device, random.nextBoolean()));
        } else if (dice < 88) {
            steps.add(new Transfers.Shuffle(device, random.nextInt(1000)));
        } else {
            rare(device, dice);
        }
    }

    private void rare(int device, int dice) {
        if (dice < 92) {
            steps.add(chance(30) ? new Mischief.Doubled(device) : new Mischief.Repeat(device, random.nextInt(20)));
        } else if (dice < 94) {
            steps.add(new Mischief.Reuse(device, random.nextInt(20)));
        } else if (dice < 96) {
            var kinds = Mischief.Nonsense.Kind.values();
            steps.add(new Mischief.Nonsense(device, entity(), kinds[random.nextInt(kinds.length)]));
        } else {
            steps.add(new Edits.Membership(random.nextInt(3), chance(60)));
        }
    }

    private void create(int device) {
        var type = TYPES.get(random.nextInt(TYPES.size()));
        create(device, type, random.nextBoolean(), choices.forCreation(type, tasks));
    }

    private void create(int device, TypeRules type, boolean local, Map<String, Object> fields) {
        if (entities.size() < MOST_ENTITIES) {
            var entity = entities.size();
            steps.add(new Edits.Create(device, entity, type, local, fields, clock()));
            entities.put(entity, type);
            if (type.equals(TypeRules.TASK)) {
                tasks.add(entity);
            }
        }
    }

    /** A task and what belongs to it, in an order in which the one may be sent long before the other. */
    private void family(int device) {
        var parent = entities.size();
        create(device, TypeRules.TASK, true, choices.forCreation(TypeRules.TASK, tasks));
        var child = choices.forCreation(TypeRules.TASK, List.of());
        child.put("parentId", new Step.To(parent));
        create(device, TypeRules.TASK, random.nextBoolean(), child);
        if (chance(50)) {
            steps.add(new Edits.Change(
                    device, entities.size() - 1, choices.forChange(TypeRules.TASK, tasks), base(), clock()));
        }
        steps.add(new Transfers.Shuffle(device, random.nextInt(1000)));
        steps.add(new Transfers.Push(device, 1 + random.nextInt(2), fate()));
    }

    private int entity() {
        return chance(50) ? random.nextInt(Math.min(2, entities.size())) : random.nextInt(entities.size());
    }

    private Step.Base base() {
        var dice = random.nextInt(10);
        if (dice < 6) {
            return Step.Base.COPY;
        }
        return dice < 8 ? Step.Base.ANSWER : dice == 8 ? Step.Base.ONE_OLDER : Step.Base.FIRST;
    }

    private Step.Fate fate() {
        var dice = random.nextInt(10);
        if (dice < 6) {
            return Step.Fate.ANSWERED;
        }
        return dice < 8 ? Step.Fate.ANSWER_LOST : dice == 8 ? Step.Fate.REQUEST_LOST : Step.Fate.SENT_TWICE_AT_ONCE;
    }

    /** Mostly days off, sometimes far ahead, sometimes silent. */
    private String clock() {
        var dice = random.nextInt(10);
        if (dice == 0) {
            return null;
        }
        return dice == 1
                ? "2099-01-01T00:00:00Z"
                : "2020-01-%02dT%02d:%02d:00Z"
                        .formatted(1 + random.nextInt(28), random.nextInt(24), random.nextInt(60));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
