package com.startynk.sync.realtime.presence;

/**
 * Who is there at one moment. A member is a person in one project.
 *
 * @param members by all that is known here, of every node
 * @param here those of them who are there by a socket of this node, or were until a moment ago
 * @param projects that somebody is in
 * @param waiting changes that are held back, since their projects may have no more messages now
 * @param alone whether other nodes could not be asked lately, so that their people may be missing
 */
public record PresenceState(int members, int here, int projects, int waiting, boolean alone) {

    public static final PresenceState NOBODY = new PresenceState(0, 0, 0, 0, false);
}
