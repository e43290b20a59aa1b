package com.startynk.sync.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Held as long as the process lives: the operating system lets go of it even after {@code kill -9}. */
final class DataFolderLock implements AutoCloseable {

    static final String FILE = "lock";

    private final FileChannel channel;

    private DataFolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws DataFolderInUse when another process, or another part of this one, holds it */
    static DataFolderLock take(Path folder) {
        var lock = tryTake(folder);
        if (lock == null) {
            throw new DataFolderInUse(folder);
        }
        return lock;
    }

    static @Nullable DataFolderLock tryTake(Path folder) {
        try {
            var channel = FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (locked(channel)) {
                return new DataFolderLock(channel);
            }
            channel.close();
            return null;
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot lock the data folder " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedServerFailure("cannot let go of the data folder's lock", e);
        }
    }
}
