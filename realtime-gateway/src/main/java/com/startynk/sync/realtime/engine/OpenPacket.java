package com.startynk.sync.realtime.engine;

/** What the engine tells a client first. */
final class OpenPacket {

    private OpenPacket() {}

    static String json(String sid, boolean upgradable, EngineSettings settings) {
        return "{\"sid\":\"" + sid
                + "\",\"upgrades\":" + (upgradable ? "[\"websocket\"]" : "[]")
                + ",\"pingInterval\":" + settings.pingInterval().toMillis()
                + ",\"pingTimeout\":" + settings.pingTimeout().toMillis()
                + ",\"maxPayload\":" + settings.maxPayload().toBytes()
                + "}";
    }
}
