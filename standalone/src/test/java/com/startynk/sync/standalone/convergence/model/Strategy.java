package com.startynk.sync.standalone.convergence.model;

/** What becomes of a conflict. */
enum Strategy {
    CLIENT_WINS,
    SERVER_WINS,
    MERGE,
    MANUAL_RESOLVE
}
