package com.startynk.sync.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A connection to a server that a test can cut and mend. */
public final class Cable implements AutoCloseable {

    private final ServerSocket entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private volatile boolean cut;

    public Cable(int target) throws IOException {
        this.target = target;
        start(this::accept);
    }

    public int port() {
        return entry.getLocalPort();
    }

    public void cut() {
        cut = true;
        open.forEach(Cable::close);
    }

    public void mend() {
        cut = false;
    }

    @Override
    public void close() throws IOException {
        entry.close();
        cut();
    }

    private void accept() {
        while (!entry.isClosed()) {
            try {
                var near = entry.accept();
                if (cut) {
                    near.close();
                } else {
                    var far = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.add(near);
                    open.add(far);
                    if (cut) {
                        // Cut meanwhile, and perhaps too early to have found these two.
                        close(near);
                        close(far);
                    }
                    start(() -> pump(near, far));
                    start(() -> pump(far, near));
                }
            } catch (IOException e) {
                // The entry was closed, or the server is away: then there is nothing to connect.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One end is gone; so is the other in a moment.
        } finally {
            close(from);
            close(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is what it should be.
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "cable");
        thread.setDaemon(true);
        thread.start();
    }
}
