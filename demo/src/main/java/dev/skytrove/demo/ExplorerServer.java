package dev.skytrove.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Serves the explorer on this machine as Caddy does on a server: the page's files, and the functions beside them, so that
 * the page asks nobody but where it came from. Listens on the loopback address only.
 */
final class ExplorerServer implements AutoCloseable {
    private static final List<String> OF_SEARCH =
            List.of("/search", "/aggregate", "/counts", "/interactions", "/status", "/openapi.json");
    private static final String XRPC = "/xrpc/";
    private static final String OF_EXPORT = "/export";

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
    private final FunctionProxy functions = new FunctionProxy();
    private final PageFiles files;
    private final URI search;
    private final URI export;

    private ExplorerServer(HttpServer server, Path folder, URI search, URI export) {
        this.server = server;
        this.files = new PageFiles(folder);
        this.search = search;
        this.export = export;
    }

    /** Whether the page has been built. */
    static boolean isBuilt(Path folder) {
        return Files.isRegularFile(folder.resolve("index.html"));
    }

    /**
     * Starts it on a free port.
     *
     * @param folder the built page
     * @param search any URL of the function {@code search}; {@code export} likewise
     */
    static ExplorerServer start(Path folder, URI search, URI export) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ExplorerServer started = new ExplorerServer(HttpServer.create(address, 0), folder, search, export);
        started.server.setExecutor(started.threads);
        started.server.createContext("/", started::answer);
        started.server.start();
        return started;
    }

    /** Where the page is. */
    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** What is thrown ends the connection, so that nobody takes half an answer for a whole one. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (!exchange.getRequestMethod().equals("GET") && !exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(405, -1);
        } else if (path.equals(OF_EXPORT)) {
            functions.pass(exchange, export);
        } else if (OF_SEARCH.contains(path) || path.startsWith(XRPC)) {
            functions.pass(exchange, search);
        } else {
            files.send(exchange, path);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        functions.close();
    }
}
