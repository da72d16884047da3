package dev.skytrove.ingestor.jetstream;

import dev.skytrove.runtime.FatalErrors;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker13;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import javax.net.ssl.SSLException;

/** Opens connections to Jetstream servers. One thread reads all of them. */
public final class JetstreamClient implements AutoCloseable {
    private static final int MAX_ANSWER = 16 << 10;
    private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(2);

    private final EventLoopGroup eventLoops =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("jetstream", true), NioIoHandler.newFactory());
    private final Chunks chunks = new Chunks();
    private final Duration connectTimeout;
    private final LongConsumer wireBytes;

    /**
     * @param connectTimeout how long the TCP connection, and after it TLS with the upgrade, may take
     * @param wireBytes is told how many bytes came out of a socket, on the thread that reads it
     */
    public JetstreamClient(Duration connectTimeout, LongConsumer wireBytes) {
        this.connectTimeout = connectTimeout;
        this.wireBytes = wireBytes;
    }

    /** Begins to connect and returns at once. What is read goes to the listener from then on. */
    public JetstreamConnection connect(SubscribeRequest request, MessageListener listener) {
        JetstreamConnection connection = new JetstreamConnection(listener);
        Bootstrap bootstrap = new Bootstrap()
                .group(eventLoops)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) connectTimeout.toMillis())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new Initializer(request, connection));
        JetstreamUrl url = request.url();
        connection.begin(bootstrap.connect(url.host(), url.port()));
        return connection;
    }

    private WebSocketClientHandshaker handshaker(SubscribeRequest request) {
        DefaultHttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.USER_AGENT, "skytrove");
        int maxMessage = (int) request.subscription().maxMessageSize().bytes();
        return new Handshaker(request, headers, maxMessage, chunks);
    }

    private SslHandler tls(Channel channel, JetstreamUrl url) throws SSLException {
        SslContext context = SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .endpointIdentificationAlgorithm("HTTPS")
                .build();
        SslHandler handler = context.newHandler(channel.alloc(), url.host(), url.port());
        handler.setHandshakeTimeout(connectTimeout.toMillis(), TimeUnit.MILLISECONDS);
        return handler;
    }

    /** Ends all connections. */
    @Override
    public void close() {
        eventLoops
                .shutdownGracefully(0, SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .awaitUninterruptibly(SHUTDOWN_TIMEOUT.toMillis());
    }

    private final class Initializer extends ChannelInitializer<Channel> {
        private final SubscribeRequest request;
        private final JetstreamConnection connection;

        Initializer(SubscribeRequest request, JetstreamConnection connection) {
            this.request = request;
            this.connection = connection;
        }

        @Override
        protected void initChannel(Channel channel) throws SSLException {
            connection.attach(channel);
            channel.pipeline().addLast(new WireCounter(wireBytes));
            WebSocketClientProtocolConfig config = WebSocketClientProtocolConfig.newBuilder()
                    .handshakeTimeoutMillis(connectTimeout.toMillis())
                    .handleCloseFrames(false)
                    .forceCloseTimeoutMillis(JetstreamConnection.CLOSE_TIMEOUT.toMillis())
                    .withUTF8Validator(false)
                    .build();
            if (request.url().secure()) {
                channel.pipeline().addLast(tls(channel, request.url()));
            }
            channel.pipeline()
                    .addLast(new HttpClientCodec())
                    .addLast(new HttpObjectAggregator(MAX_ANSWER))
                    .addLast(new UpgradeAnswerHandler(connection, request.url().wire()))
                    .addLast(new WebSocketClientProtocolHandler(handshaker(request), config))
                    .addLast(new ConnectionHandler(connection));
        }

        /** Here there is no {@link ConnectionHandler} yet. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
            FatalErrors.check(cause);
            super.exceptionCaught(context, cause);
        }
    }

    private static final class Handshaker extends WebSocketClientHandshaker13 {
        private final int maxMessage;
        private final Chunks chunks;

        Handshaker(SubscribeRequest request, DefaultHttpHeaders headers, int maxMessage, Chunks chunks) {
            super(request.uri(), WebSocketVersion.V13, subprotocol(request), false, headers, maxMessage);
            this.maxMessage = maxMessage;
            this.chunks = chunks;
        }

        // Null is Netty's way to say that there is none.
        private static String subprotocol(SubscribeRequest request) {
            return request.url().wire() == Wire.V2 ? Wire.V2_SUBPROTOCOL : null;
        }

        @Override
        protected WebSocketFrameDecoder newWebsocketDecoder() {
            return new MessageDecoder(maxMessage, chunks);
        }
    }
}
