package dev.skytrove.bench.process;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection to Redis without a client library: the least that there can be between a program and the server. */
public final class RedisSocket implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** Connects to a server that asks for no password. */
    public RedisSocket(URI redis) throws IOException {
        socket = new Socket(redis.getHost(), redis.getPort());
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream(), BUFFER);
        out = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
    }

    /** Sends a command and returns its answer as text, empty if there is none. */
    public String ask(String... command) throws IOException {
        write("*" + command.length + "\r\n");
        for (String word : command) {
            write("$" + word.length() + "\r\n" + word + "\r\n");
        }
        out.flush();
        return answer();
    }

    /** Puts bytes on their way as they are. */
    public void write(byte[] bytes, int length) throws IOException {
        out.write(bytes, 0, length);
    }

    /** The same with a text of ASCII characters. */
    public void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Sends what was written. */
    public void flush() throws IOException {
        out.flush();
    }

    /** The next answer: a text, a number, or nothing. */
    public String answer() throws IOException {
        String line = line();
        switch (line.charAt(0)) {
            case '$' -> {
                int length = Integer.parseInt(line.substring(1));
                return length < 0 ? "" : text(length);
            }
            case '+', ':' -> {
                return line.substring(1);
            }
            default -> throw new IOException("Redis answers " + line);
        }
    }

    private String text(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        in.skipNBytes(2);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next != '\r') {
            if (next < 0) {
                throw new IOException("Redis closed the connection");
            }
            line.append((char) next);
            next = in.read();
        }
        in.skipNBytes(1);
        return line.toString();
    }

    /** Memory that the server uses, in bytes. */
    public long usedMemory() throws IOException {
        return ask("INFO", "memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
