package com.startynk.sync.realtime.engine;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** A Socket.IO server with the root namespace alone, JSON only. It sends nothing to whom {@link Reception} has not let in. */
public final class Engine {

    /** Beyond this much in the network's buffers, frames wait in the outbox, where they are counted. */
    private static final WriteBufferWaterMark IN_FLIGHT = new WriteBufferWaterMark(32 * 1024, 128 * 1024);

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 16 * 1024;
    private static final int MAX_CHUNK = 8 * 1024;

    private final EngineSettings settings;
    private final Sessions sessions;
    private final @Nullable Supplier<SSLEngine> tls;
    private @Nullable EventLoopGroup loops;
    private @Nullable Channel listening;

    /** A server without TLS, for a proxy in front of it. */
    public Engine(EngineSettings settings, Reception reception) {
        this(settings, reception, null);
    }

    /** @param tls one for each connection; null is plain text */
    public Engine(EngineSettings settings, Reception reception, @Nullable Supplier<SSLEngine> tls) {
        this.settings = settings;
        this.tls = tls;
        this.sessions = new Sessions(settings, reception);
    }

    public synchronized void start() {
        var group = new MultiThreadIoEventLoopGroup(
                settings.threads(), new DefaultThreadFactory("socket-io"), NioIoHandler.newFactory());
        loops = group;
        var bootstrap = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                // An immediate restart must be able to bind while old connections still time out.
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, IN_FLIGHT)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (tls != null) {
                            channel.pipeline().addLast(new SslHandler(tls.get()));
                        }
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(MAX_LINE, MAX_HEADERS, MAX_CHUNK),
                                        new HttpObjectAggregator(
                                                (int) settings.maxPayload().toBytes()),
                                        new HttpConnection(sessions));
                    }
                });
        var address = settings.address();
        var local = address == null
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(address, settings.port());
        var bound = bootstrap.bind(local).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
            loops = null;
            throw new IllegalStateException("cannot listen on port " + settings.port(), bound.cause());
        }
        listening = bound.channel();
    }

    /** The port that it listens on, the random one too. */
    public synchronized int port() {
        if (listening == null) {
            throw new IllegalStateException("not started");
        }
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How many sessions are open, connected or not. */
    public int sessions() {
        return sessions.size();
    }

    /** What goes through it. */
    public Traffic traffic() {
        return sessions.traffic();
    }

    /** Ends every session as a broken network would, so that clients look for another node, and stops. */
    public synchronized void stop() {
        if (listening != null) {
            listening.close().awaitUninterruptibly();
            listening = null;
        }
        sessions.all().forEach(Session::close);
        if (loops != null) {
            loops.shutdownGracefully(100, 2000, TimeUnit.MILLISECONDS).awaitUninterruptibly();
            loops = null;
        }
    }
}
