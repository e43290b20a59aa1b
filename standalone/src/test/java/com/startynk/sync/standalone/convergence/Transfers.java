package com.startynk.sync.standalone.convergence;

/** How devices meet the server, or do not. */
final class Transfers {

    private Transfers() {}

    /**
     * Sends the outbox or its beginning.
     *
     * @param atMost so many items
     */
    record Push(int device, int atMost, Step.Fate fate) implements Step {

        @Override
        public void happen(Site site) {
            site.push(device, atMost, fate);
        }

        @Override
        public String toString() {
            return "device " + device + " pushes up to " + atMost + " items: " + fate;
        }
    }

    /**
     * Follows the cursor.
     *
     * @param pages 0 to go on to the end
     */
    record Pull(int device, int limit, int pages) implements Step {

        @Override
        public void happen(Site site) {
            site.pull(device, limit, pages);
        }

        @Override
        public String toString() {
            return "device " + device + " pulls " + (pages == 0 ? "all" : pages) + " pages of " + limit;
        }
    }

    record Signal(int device, boolean found) implements Step {

        @Override
        public void happen(Site site) {
            site.signal(device, found);
        }

        @Override
        public String toString() {
            return "device " + device + (found ? " finds" : " loses") + " signal";
        }
    }

    /** The outbox in another order; items of one entity keep theirs. */
    record Shuffle(int device, long seed) implements Step {

        @Override
        public void happen(Site site) {
            site.shuffle(device, seed);
        }

        @Override
        public String toString() {
            return "device " + device + " shuffles its outbox by " + seed;
        }
    }
}
