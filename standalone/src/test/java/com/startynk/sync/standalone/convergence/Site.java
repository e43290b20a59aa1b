package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.Author;
import com.startynk.sync.standalone.convergence.model.Model;
import com.startynk.sync.standalone.convergence.model.Names;
import com.startynk.sync.standalone.convergence.model.Operation;
import com.startynk.sync.standalone.convergence.model.TypeRules;
import com.startynk.sync.standalone.convergence.system.Services;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** One project with its people and devices, and the model beside it: steps happen to both. */
final class Site {

    private static final int PEOPLE = 3;

    private final String key = UUID.randomUUID().toString();
    private final Names names = new Names();
    private final Model model = new Model(names);
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final SimulatedDevice admin;
    private final Reports reports;
    private final Traffic traffic;
    private final Inventory inventory;
    private final ItemWriter items;

    private Site(Services services, Schedule schedule, Figures figures) {
        var offline = schedule.projectMadeOffline();
        var roles = List.of(offline ? "PROJECT_MANAGER" : "FOREMAN", "FOREMAN", "WORKER");
        for (var n = 0; n < schedule.devices(); n++) {
            // The fourth device is the first person's second one.
            devices.add(device(services, user(n % PEOPLE), "device-" + n, roles.get(n % PEOPLE)));
        }
        admin = device(services, "admin", "admin", "ADMIN");
        reports = new Reports(model, figures);
        traffic = new Traffic(model, new Inspection(model, names, figures), reports);
        inventory = new Inventory(
                names,
                offline
                        ? new Thing(0, TypeRules.PROJECT, devices.get(0), "local:project")
                        : new Thing(
                                0, TypeRules.PROJECT, admin, UUID.randomUUID().toString()));
        items = new ItemWriter(inventory);
    }

    /** Lets a schedule happen, then lets every device come home and compares all. */
    static void run(Schedule schedule, Services services, Figures figures) {
        var site = new Site(services, schedule, figures);
        site.foundProject();
        schedule.steps().forEach(step -> step.happen(site));
        site.finish(schedule.seed());
    }

    private SimulatedDevice device(Services services, String user, String name, String role) {
        var author = new Author(user, key + "-" + name, role);
        return new SimulatedDevice(author, services.api(user, author.deviceId(), role), names);
    }

    private String user(int number) {
        return key + "-user-" + number;
    }

    private List<Object> people() {
        return IntStream.range(0, PEOPLE).<Object>mapToObj(this::user).toList();
    }

    private void foundProject() {
        var project = inventory.project();
        var maker = project.maker();
        maker.outbox().add(items.creation(maker, project, Map.of("name", "Quay 7", "memberIds", people()), null));
        if (maker == admin) {
            traffic.push(admin, 1, Step.Fate.ANSWERED);
        }
    }

    void create(int device, int number, TypeRules type, boolean local, Map<String, Object> fields, String clock) {
        var maker = devices.get(device);
        if (inventory.projectName(maker) != null) {
            var id = local ? "local:" + number : UUID.randomUUID().toString();
            var thing = new Thing(number, type, maker, id);
            inventory.add(thing);
            maker.outbox().add(items.creation(maker, thing, fields, clock));
        }
    }

    void change(int device, int number, Map<String, Object> fields, Step.Base base, String clock) {
        var author = devices.get(device);
        inventory
                .knownTo(author, number)
                .map(thing -> items.update(author, thing, author.base(thing, base), fields, clock))
                .ifPresent(author.outbox()::add);
    }

    void delete(int device, int number, Step.Base base, String clock) {
        var author = devices.get(device);
        inventory
                .knownTo(author, number)
                .map(thing -> items.deletion(author, thing, author.base(thing, base), clock))
                .ifPresent(author.outbox()::add);
    }

    void nonsense(int device, int number, Mischief.Nonsense.Kind kind) {
        var author = devices.get(device);
        inventory
                .knownTo(author, number)
                .filter(thing -> version(thing) > 0)
                .map(thing -> items.nonsense(author, thing, kind, version(thing)))
                .ifPresent(author.outbox()::add);
    }

    private long version(Thing thing) {
        return model.version(inventory.entityId(thing));
    }

    void signal(int device, boolean found) {
        devices.get(device).signal(found);
    }

    void shuffle(int device, long seed) {
        devices.get(device).outbox().shuffle(seed);
    }

    void doubleLast(int device) {
        var outbox = devices.get(device).outbox();
        if (!outbox.isEmpty()) {
            outbox.add(outbox.last());
        }
    }

    void repeat(int device, int which) {
        var author = devices.get(device);
        author.accepted(which).ifPresent(author.outbox()::add);
    }

    void reuse(int device, int which) {
        var author = devices.get(device);
        author.accepted(which)
                .filter(used -> used.operation() != Operation.DELETE)
                .map(items::changed)
                .ifPresent(author.outbox()::add);
    }

    void membership(int user, boolean member) {
        var project = inventory.project();
        if (version(project) > 0) {
            var members = new ArrayList<>(people());
            if (!member) {
                members.remove(user(user));
            }
            admin.saw(inventory.entityId(project));
            admin.outbox().add(items.update(admin, project, version(project), Map.of("memberIds", members), null));
            traffic.push(admin, 1, Step.Fate.ANSWERED);
        }
    }

    void push(int device, int atMost, Step.Fate fate) {
        if (devices.get(device).isOnline()) {
            traffic.push(devices.get(device), atMost, fate);
        }
    }

    void pull(int device, int limit, int pages) {
        var puller = devices.get(device);
        if (puller.isOnline() && pages > 0) {
            traffic.pullPage(puller, limit);
        } else if (puller.isOnline()) {
            traffic.pullAll(puller, puller.copy(), limit);
        }
    }

    /** What costs a request more for every device is asked of some. */
    private void finish(long seed) {
        devices.forEach(traffic::pushAll);
        devices.forEach(device -> traffic.pullAll(device, device.copy(), 100));
        var chosen = devices.get((int) Math.floorMod(seed, (long) devices.size()));
        traffic.pullAll(chosen, new Copy(), seed % 4 == 0 ? 3 : 100);
        devices.stream()
                .filter(device ->
                        device == chosen || model.hasLeftovers(device.author().deviceId()))
                .forEach(traffic::settle);
        if (version(inventory.project()) > 0) {
            reports.conflicts(admin, inventory.entityId(inventory.project()));
            reports.read(admin);
        }
    }
}
