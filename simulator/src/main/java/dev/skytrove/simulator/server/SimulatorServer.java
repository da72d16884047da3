package dev.skytrove.simulator.server;

import dev.skytrove.simulator.history.History;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/** A running server on the loopback interface. */
public final class SimulatorServer implements AutoCloseable {
    /** The most that waits for one client to take it, but for one batch of frames. */
    static final int HIGH_WATER_BYTES = 512 * 1024;

    private static final int LOW_WATER_BYTES = 128 * 1024;
    /** 10,000 DIDs fit into a request's first line. */
    private static final int LONGEST_REQUEST_LINE = 1 << 20;
    private static final int LARGEST_REQUEST_BODY = 64 * 1024;

    private final EventLoopGroup loops;
    private final Channel channel;
    private final Stats stats;
    private final Faults faults;

    private SimulatorServer(EventLoopGroup loops, Channel channel, Stats stats, Faults faults) {
        this.loops = loops;
        this.channel = channel;
        this.stats = stats;
        this.faults = faults;
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the port cannot be had, or frames cannot be made in advance
     */
    public static SimulatorServer start(History history, ServerSettings settings) throws IOException {
        Faults faults = new Faults();
        settings.faults().faults().forEach(faults::ask);
        Stats stats = new Stats(history.size(), faults);
        ServerContext server = ServerContext.of(history, settings, faults, stats);
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(NioIoHandler.newFactory());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES))
                .childHandler(new Connection(server));
        ChannelFuture bound = bootstrap.bind(InetAddress.getLoopbackAddress(), settings.port()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
            throw new IOException("cannot listen on port " + settings.port() + ": " + bound.cause().getMessage());
        }
        return new SimulatorServer(loops, bound.channel(), stats, faults);
    }

    /** Where clients of the v1 wire subscribe. */
    public URI subscribeUrl() {
        return URI.create("ws://127.0.0.1:" + port() + Wire.V1.path());
    }

    /** Where clients of the v2 wire subscribe. */
    public URI v2Url() {
        return URI.create("ws://127.0.0.1:" + port() + Wire.V2.path());
    }

    /** Where statistics, ledger and faults are, without a slash at its end. */
    public URI controlUrl() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** What {@code GET /stats} answers. */
    public String statsJson() {
        return stats.json();
    }

    /** The kinds of faults that were asked for and did not all happen, or nothing. */
    public String missingFaults() {
        return faults.missing();
    }

    /** Waits until the server is closed. */
    public void awaitClose() {
        channel.closeFuture().awaitUninterruptibly();
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** What a connection consists of at first: HTTP. */
    private static final class Connection extends ChannelInitializer<Channel> {
        private final ServerContext server;

        Connection(ServerContext server) {
            this.server = server;
        }

        @Override
        protected void initChannel(Channel channel) {
            HttpDecoderConfig http = new HttpDecoderConfig().setMaxInitialLineLength(LONGEST_REQUEST_LINE);
            channel.pipeline().addLast(
                    new HttpServerCodec(http),
                    new HttpServerKeepAliveHandler(),
                    new HttpObjectAggregator(LARGEST_REQUEST_BODY),
                    new ChunkedWriteHandler(),
                    new Routes(server));
        }
    }
}
