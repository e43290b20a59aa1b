package com.startynk.sync.realtime.call;

import com.startynk.sync.realtime.presence.Presence;
import com.startynk.sync.realtime.presence.PresenceStatus;
import com.startynk.sync.realtime.relay.FeedReader;
import com.startynk.sync.realtime.relay.ProjectRooms;
import tools.jackson.databind.json.JsonMapper;

/** {@code presence:update}: the caller is there, or only half. */
public final class PresenceUpdateCall implements CallHandler {

    private final Presence presence;
    private final ProjectRooms rooms;
    private final ProjectChoice projects;
    private final JsonMapper json;

    public PresenceUpdateCall(Presence presence, ProjectRooms rooms, FeedReader feed, JsonMapper json) {
        this.presence = presence;
        this.rooms = rooms;
        this.projects = new ProjectChoice(feed);
        this.json = json;
    }

    @Override
    public String event() {
        return "presence:update";
    }

    @Override
    public void handle(Call call) {
        var input = PresenceInput.read(call.payload(), json);
        var projectId = input.projectId();
        var status = input.status();
        input.requireScreen();
        var socket = call.socket();
        if (status == PresenceStatus.AWAY) {
            // Whichever project he names: a phone that nobody looks at is to be woken.
            socket.watched(false);
        }
        projects.require(call, projectId, rooms, () -> {
            if (status == PresenceStatus.ONLINE) {
                socket.watched(true);
            }
            presence.say(
                    socket.connection().id(), socket.caller(), projectId, status, () -> call.answer("{\"ok\":true}"));
        });
    }
}
