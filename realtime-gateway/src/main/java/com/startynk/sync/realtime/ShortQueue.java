package com.startynk.sync.realtime;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/** Hands work on to threads that have other work too, as long as little of it waits for one. */
final class ShortQueue implements Executor {

    private final Executor threads;
    private final Semaphore places;

    ShortQueue(Executor threads, int places) {
        this.threads = threads;
        this.places = new Semaphore(places);
    }

    @Override
    public void execute(Runnable work) {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("too much waits");
        }
        try {
            threads.execute(() -> {
                places.release();
                work.run();
            });
        } catch (RejectedExecutionException e) {
            places.release();
            throw e;
        }
    }
}
