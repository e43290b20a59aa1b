package com.startynk.sync.catalog.declaration;

/**
 * One thing that is wrong with a declaration.
 *
 * @param line counted from 1; 0 where the file as a whole is meant
 */
public record Problem(String file, int line, String message) {

    @Override
    public String toString() {
        return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
    }
}
