package com.startynk.sync.standalone.convergence;

/** What networks and applications do that they should not. */
final class Mischief {

    private Mischief() {}

    /** The outbox's last item twice. */
    record Doubled(int device) implements Step {

        @Override
        public void happen(Site site) {
            site.doubleLast(device);
        }

        @Override
        public String toString() {
            return "device " + device + " doubles its last item";
        }
    }

    /**
     * Sends again what was accepted long ago.
     *
     * @param which of all that were accepted
     */
    record Repeat(int device, int which) implements Step {

        @Override
        public void happen(Site site) {
            site.repeat(device, which);
        }

        @Override
        public String toString() {
            return "device " + device + " sends its accepted item " + which + " again";
        }
    }

    record Reuse(int device, int which) implements Step {

        @Override
        public void happen(Site site) {
            site.reuse(device, which);
        }

        @Override
        public String toString() {
            return "device " + device + " uses the id of its accepted item " + which + " for other data";
        }
    }

    record Nonsense(int device, int entity, Kind kind) implements Step {

        enum Kind {
            CREATED_AGAIN,
            BASE_OF_THE_FUTURE,
            UNKNOWN_FIELD
        }

        @Override
        public void happen(Site site) {
            site.nonsense(device, entity, kind);
        }

        @Override
        public String toString() {
            return "device " + device + " sends nonsense about " + entity + ": " + kind;
        }
    }
}
