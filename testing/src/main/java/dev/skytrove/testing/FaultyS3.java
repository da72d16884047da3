package dev.skytrove.testing;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A real S3 server on a bad day: of the requests to it, every so many go wrong, in one way after the other. What it stores and
 * what it signs is real. A request takes a connection of its own.
 */
public final class FaultyS3 implements AutoCloseable {
    private static final int STALL_MILLIS = 300;
    private static final String END = "\r\n";
    private static final String ACKNOWLEDGED = "HTTP/1.1 200 OK" + END + "x-amz-request-id: forgotten" + END
            + "ETag: \"9a0364b9e99bb480dd25e1f0284c8555\"" + END + "Connection: close" + END + "Content-Length: 0" + END + END;

    private final ServerSocket listener;
    private final Map<String, String> environment;
    private final URI server;
    private final int every;
    private final Optional<String> forgotten;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private int requests;
    private int next;

    private FaultyS3(Map<String, String> environment, int every, Optional<String> forgotten) throws IOException {
        this.server = URI.create(environment.get("AWS_ENDPOINT_URL_S3"));
        this.every = every;
        this.forgotten = forgotten;
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        this.environment = new HashMap<>(environment);
        this.environment.put("AWS_ENDPOINT_URL_S3", "http://127.0.0.1:" + listener.getLocalPort());
        threads.execute(this::accept);
    }

    /** How a request goes wrong. */
    public enum Fault {
        /** It is answered by 500 and not done. */
        ERROR,
        /** It is answered by 503 and Retry-After, and not done. */
        BUSY,
        /** It is done, and its answer breaks off in the middle. */
        RESET,
        /** It is done, and its answer comes late. */
        STALL,
        /** It is done, and the connection ends before a byte of the answer has come: of a PUT nobody learns that it was applied. */
        LOST
    }

    /**
     * Starts one.
     *
     * @param environment what leads to the real server
     * @param every of so many requests one goes wrong
     */
    public static FaultyS3 before(Map<String, String> environment, int every) throws IOException {
        return new FaultyS3(environment, every, Optional.empty());
    }

    /**
     * Starts one that acknowledges PUTs of some objects and does not pass them on; nothing else goes wrong.
     *
     * @param environment what leads to the real server
     * @param part of the names of these objects
     */
    public static FaultyS3 forgetting(Map<String, String> environment, String part) throws IOException {
        return new FaultyS3(environment, Integer.MAX_VALUE, Optional.of(part));
    }

    /** The variables that lead a process here. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    /** How often each has happened. */
    public synchronized Map<Fault, Integer> happened() {
        return new EnumMap<>(happened);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void serve(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream());
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            if (header(head, "Expect").equalsIgnoreCase("100-continue")) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            String length = header(head, "Content-Length");
            byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
            Fault fault = fault();
            byte[] answer = isForgotten(head)
                    ? ACKNOWLEDGED.getBytes(StandardCharsets.US_ASCII)
                    : fault == null ? passed(head, body) : answer(fault, head, body);
            client.getOutputStream().write(answer);
            client.getOutputStream().flush();
            if (fault == Fault.RESET || fault == Fault.LOST) {
                client.setSoLinger(true, 0);
            }
        } catch (IOException e) {
            // The client gave up, and asks again.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isForgotten(String head) {
        return head.startsWith("PUT ") && forgotten.filter(head.substring(0, head.indexOf(END))::contains).isPresent();
    }

    /** What is wrong with the next request; null if nothing is. */
    private synchronized Fault fault() {
        requests++;
        if (requests % every != 0) {
            return null;
        }
        Fault fault = Fault.values()[next++ % Fault.values().length];
        happened.merge(fault, 1, Integer::sum);
        return fault;
    }

    private byte[] answer(Fault fault, String head, byte[] body) throws IOException, InterruptedException {
        return switch (fault) {
            case ERROR -> refusal("500 Internal Server Error", "InternalError", "");
            case BUSY -> refusal("503 Service Unavailable", "SlowDown", "Retry-After: 1" + END);
            case RESET -> {
                byte[] whole = passed(head, body);
                yield Arrays.copyOf(whole, whole.length - Math.max(1, bodyLength(whole) / 2));
            }
            case STALL -> {
                Thread.sleep(STALL_MILLIS);
                yield passed(head, body);
            }
            case LOST -> {
                passed(head, body);
                yield new byte[0];
            }
        };
    }

    private static int bodyLength(byte[] answer) {
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        return answer.length - text.indexOf(END + END) - 2 * END.length();
    }

    private static byte[] refusal(String status, String code, String header) {
        String body = "<Error><Code>" + code + "</Code><Message>a bad day</Message></Error>";
        return ("HTTP/1.1 " + status + END + header + "x-amz-request-id: bad-day" + END + "Content-Type: application/xml" + END
                        + "Connection: close" + END + "Content-Length: " + body.length() + END + END + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** What the real server answers, all of it. */
    private byte[] passed(String head, byte[] body) throws IOException {
        try (Socket upstream = new Socket(server.getHost(), server.getPort())) {
            upstream.getOutputStream().write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
            upstream.getOutputStream().write(body);
            upstream.getOutputStream().flush();
            return upstream.getInputStream().readAllBytes();
        }
    }

    /** The head of a request whose connection has no other. */
    private static String closing(String head) {
        StringBuilder lines = new StringBuilder();
        for (String line : head.split(END, -1)) {
            String name = line.toLowerCase(Locale.ROOT);
            if (!line.isEmpty() && !name.startsWith("connection:") && !name.startsWith("expect:")) {
                lines.append(line).append(END);
            }
        }
        return lines.append("Connection: close").append(END).append(END).toString();
    }

    private static String header(String head, String name) {
        for (String line : head.split(END, -1)) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }

    /** Up to the empty line; empty if the client has gone. */
    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int one = in.read();
            if (one < 0) {
                return "";
            }
            bytes.write(one);
            ends = one == '\r' || one == '\n' ? ends + 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
