package com.startynk.sync.standalone.convergence;

/**
 * One thing that happens on a building site. Devices, entities and people are numbers; a step whose device does not know the
 * entity, or has no signal, does nothing, so that any of a schedule's steps can be left out. Its text is its line of a script.
 */
interface Step {

    void happen(Site site);

    /** Which version an edit is made on. */
    enum Base {
        /** What the device has pulled. */
        COPY,
        /** What the last answer told, if that is newer. */
        ANSWER,
        /** One before what the device has pulled. */
        ONE_OLDER,
        FIRST
    }

    /** What becomes of a request and its answer. */
    enum Fate {
        ANSWERED,
        REQUEST_LOST,
        ANSWER_LOST,
        SENT_TWICE_AT_ONCE
    }

    /** A field's value that refers to an entity by its number. */
    record To(int entity) {

        @Override
        public String toString() {
            return "->" + entity;
        }
    }
}
