package com.startynk.sync.embedded;

import java.io.Serial;
import java.nio.file.Path;

/** Another running system works on the same data folder. */
public final class DataFolderInUse extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    DataFolderInUse(Path folder) {
        super("the data folder " + folder + " is in use by another running system");
    }
}
