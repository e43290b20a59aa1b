package com.startynk.sync.benchmarks.load.socket;

import com.startynk.sync.benchmarks.load.wire.Device;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connects devices over WebSocket, without encryption. */
public final class Sockets implements AutoCloseable {

    private static final int LARGEST_FRAME = 16 << 20;
    private static final int LARGEST_HANDSHAKE = 64 << 10;

    private final URI server;
    private final EventLoopGroup threads = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    public Sockets(URI ws) {
        if (!"http".equals(ws.getScheme())) {
            throw new IllegalArgumentException("sockets go to http:// only, not " + ws);
        }
        this.server = URI.create("ws://" + ws.getAuthority() + "/socket.io/?EIO=4&transport=websocket");
    }

    /** Completes when the device is connected and in the rooms of its projects; fails when it is refused. */
    public CompletableFuture<Void> connect(Device device, Listener listener) {
        var connected = new CompletableFuture<Void>();
        new Bootstrap()
                .group(threads)
                .channel(NioSocketChannel.class)
                .handler(pipeline(new SocketIo(device.token(), listener, connected)))
                .connect(server.getHost(), server.getPort())
                .addListener(tcp -> {
                    if (!tcp.isSuccess()) {
                        connected.completeExceptionally(tcp.cause());
                    }
                });
        return connected;
    }

    private ChannelInitializer<SocketChannel> pipeline(SocketIo socket) {
        var handshaker = WebSocketClientHandshakerFactory.newHandshaker(
                server, WebSocketVersion.V13, null, false, new DefaultHttpHeaders(), LARGEST_FRAME);
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                channel.pipeline()
                        .addLast(new HttpClientCodec())
                        .addLast(new HttpObjectAggregator(LARGEST_HANDSHAKE))
                        .addLast(new WebSocketClientProtocolHandler(handshaker))
                        .addLast(socket);
            }
        };
    }

    /** Ends all connections; listeners hear it. */
    @Override
    public void close() {
        threads.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
