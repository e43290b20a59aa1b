package com.startynk.sync.realtime.relay;

/**
 * Who is on this gateway at one moment.
 *
 * @param sockets that are signed in
 * @param full those of them that read too slowly, and are told nothing until they have read what waits
 * @param catchingUp those that are led from an old cursor to what is announced now
 * @param userRooms with somebody in them, as all rooms here
 */
public record RelayState(int sockets, int full, int catchingUp, int userRooms, int projectRooms, int entityRooms) {

    public static final RelayState NOBODY = new RelayState(0, 0, 0, 0, 0, 0);
}
