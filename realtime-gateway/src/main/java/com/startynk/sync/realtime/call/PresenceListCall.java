package com.startynk.sync.realtime.call;

import com.startynk.sync.realtime.presence.Presence;
import com.startynk.sync.realtime.relay.FeedReader;
import com.startynk.sync.realtime.relay.ProjectRooms;
import tools.jackson.databind.json.JsonMapper;

/** {@code presence:list}: who is there in a project that the caller may see. */
public final class PresenceListCall implements CallHandler {

    private final Presence presence;
    private final ProjectRooms rooms;
    private final ProjectChoice projects;
    private final JsonMapper json;

    public PresenceListCall(Presence presence, ProjectRooms rooms, FeedReader feed, JsonMapper json) {
        this.presence = presence;
        this.rooms = rooms;
        this.projects = new ProjectChoice(feed);
        this.json = json;
    }

    @Override
    public String event() {
        return "presence:list";
    }

    @Override
    public void handle(Call call) {
        var projectId = PresenceInput.read(call.payload(), json).projectId();
        projects.require(call, projectId, rooms, () -> presence.list(projectId, call::answer));
    }
}
