package com.startynk.sync.standalone.convergence;

import com.startynk.sync.standalone.convergence.model.TypeRules;
import java.util.Map;

/** What people do on a site. */
final class Edits {

    private Edits() {}

    /**
     * Something new.
     *
     * @param local whether the server is to make the id
     */
    record Create(int device, int entity, TypeRules type, boolean local, Map<String, Object> fields, String clock)
            implements Step {

        @Override
        public void happen(Site site) {
            site.create(device, entity, type, local, fields, clock);
        }

        @Override
        public String toString() {
            return "device " + device + " creates " + type.name() + " " + entity + (local ? " by a local id " : " ")
                    + fields + " at " + clock;
        }
    }

    record Change(int device, int entity, Map<String, Object> fields, Step.Base base, String clock) implements Step {

        @Override
        public void happen(Site site) {
            site.change(device, entity, fields, base, clock);
        }

        @Override
        public String toString() {
            return "device " + device + " changes " + entity + " to " + fields + " on " + base + " at " + clock;
        }
    }

    record Delete(int device, int entity, Step.Base base, String clock) implements Step {

        @Override
        public void happen(Site site) {
            site.delete(device, entity, base, clock);
        }

        @Override
        public String toString() {
            return "device " + device + " deletes " + entity + " on " + base;
        }
    }

    record Membership(int user, boolean member) implements Step {

        @Override
        public void happen(Site site) {
            site.membership(user, member);
        }

        @Override
        public String toString() {
            return "user " + user + (member ? " joins" : " leaves") + " the project";
        }
    }
}
