package com.startynk.sync.standalone.demo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A small building site on a Monday. Every id is made from a name, so that sending it all again changes nothing.
 */
public final class BuildingSite {

    /** The project's id. */
    public static final String SITE = id("site");

    /** The project's name. */
    public static final String NAME = "Harbour Street 7";

    private static final String FOREMAN = id("Marta Lindqvist");
    private static final String MASON = id("Ivo Petrov");
    private static final String CARPENTER = id("Dana Osei");
    private static final String ELECTRICIAN = id("Luis Romero");
    private static final String SLAB = id("Pour slab B2");

    private BuildingSite() {}

    /** The whole site as items of one batch. */
    public static List<Map<String, Object>> items() {
        return List.of(
                person(FOREMAN, "Marta Lindqvist", "Foreman", "sv"),
                person(MASON, "Ivo Petrov", "Mason", "bg"),
                person(CARPENTER, "Dana Osei", "Carpenter", "en"),
                person(ELECTRICIAN, "Luis Romero", "Electrician", "es"),
                create(
                        "project",
                        SITE,
                        SITE,
                        Map.of(
                                "name", NAME,
                                "code", "HS7",
                                "status", "ACTIVE",
                                "address", "Harbour Street 7, Gothenburg",
                                "startsOn", "2026-09-01",
                                "endsOn", "2027-06-30",
                                "memberIds", List.of(FOREMAN, MASON, CARPENTER, ELECTRICIAN))),
                task(
                        SLAB,
                        Map.of(
                                "title", "Pour slab B2",
                                "description", "Pump truck is booked for ten o'clock.",
                                "status", "IN_PROGRESS",
                                "progress", 40,
                                "assigneeIds", List.of(MASON, CARPENTER),
                                "dueOn", "2026-11-24",
                                "checklist",
                                        Map.of(
                                                "Formwork checked",
                                                true,
                                                "Rebar photographed",
                                                true,
                                                "Pump truck on site",
                                                false))),
                task(
                        id("Strip formwork B1"),
                        Map.of(
                                "title",
                                "Strip formwork B1",
                                "status",
                                "TODO",
                                "progress",
                                0,
                                "assigneeIds",
                                List.of(CARPENTER),
                                "dueOn",
                                "2026-11-27",
                                "parentId",
                                SLAB)),
                task(
                        id("Conduits in stairwell A"),
                        Map.of(
                                "title", "Conduits in stairwell A",
                                "status", "BLOCKED",
                                "progress", 10,
                                "assigneeIds", List.of(ELECTRICIAN),
                                "notes", "Waiting for the core drill.")),
                task(
                        id("Fence along the quay"),
                        Map.of(
                                "title",
                                "Fence along the quay",
                                "status",
                                "DONE",
                                "progress",
                                100,
                                "assigneeIds",
                                List.of(FOREMAN))),
                attendance(MASON, "06:55", "15:40"),
                attendance(CARPENTER, "07:02", "15:45"),
                attendance(ELECTRICIAN, "07:30", "16:10"),
                material("Concrete C30/37", "m3", 38, 10, "Västkust Betong"),
                material("Rebar 12 mm", "t", 4.5, 2, "Nordstål"),
                material("Conduit 20 mm", "m", 160, 200, "Elgrossisten"));
    }

    private static Map<String, Object> person(String id, String name, String trade, String locale) {
        return create("user", id, "org", Map.of("name", name, "trade", trade, "locale", locale, "active", true));
    }

    private static Map<String, Object> task(String id, Map<String, Object> data) {
        return create("task", id, SITE, data);
    }

    private static Map<String, Object> attendance(String worker, String checkIn, String checkOut) {
        return create(
                "attendance",
                id("attendance of " + worker),
                SITE,
                Map.of(
                        "workerId",
                        worker,
                        "date",
                        "2026-11-23",
                        "checkIn",
                        "2026-11-23T" + checkIn + ":00+01:00",
                        "checkOut",
                        "2026-11-23T" + checkOut + ":00+01:00",
                        "breaks",
                        List.of(Map.of("from", "2026-11-23T11:30:00+01:00", "minutes", 30)),
                        "taskId",
                        SLAB));
    }

    private static Map<String, Object> material(
            String name, String unit, Number quantity, Number minimum, String supplier) {
        return create(
                "material",
                id(name),
                SITE,
                Map.of("name", name, "unit", unit, "quantity", quantity, "minimum", minimum, "supplier", supplier));
    }

    private static Map<String, Object> create(String type, String id, String project, Map<String, Object> data) {
        var item = new LinkedHashMap<String, Object>();
        item.put("mutationId", id("making " + id));
        item.put("entityType", type);
        item.put("operation", "CREATE");
        item.put("entityId", id);
        item.put("projectId", project);
        item.put("data", data);
        return item;
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(("demo: " + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
