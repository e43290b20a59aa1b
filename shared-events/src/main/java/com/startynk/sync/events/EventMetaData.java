package com.startynk.sync.events;

/**
 * Keys of the metadata that goes with every event. A group of mutations holds several people's edits, so each event carries
 * its own.
 */
public final class EventMetaData {

    /** Who made the change. */
    public static final String USER_ID = "userId";

    /** The device on which it was made. */
    public static final String DEVICE_ID = "deviceId";

    /** The project in which the entity lives. */
    public static final String PROJECT_ID = "projectId";

    /** The name of the entity's type. */
    public static final String ENTITY_TYPE = "entityType";

    /** The device's own name for an entity, with the event that made it; only such a creation can set parked mutations free. */
    public static final String LOCAL_ID = "localId";

    /** With an event whose mutation had been parked: its id is that of the event which parked it. */
    public static final String PARKED = "parked";

    private EventMetaData() {}
}
