package dev.skytrove.query.handles;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks DNS servers for the TXT records of a name (RFC 1035), over UDP, and over TCP where the answer is too long for that.
 * By hand: what the JDK has for it needs reflection and a directory of its own.
 */
final class TextRecords {
    private static final int TXT = 16;
    private static final int INTERNET = 1;
    private static final int HEADER = 12;

    /** What is said to be taken by UDP, after the DNS flag day of 2020. */
    private static final int MOST_BYTES = 1232;

    private static final int MOST_BYTES_OF_TCP = 16 << 10;
    private static final int NO_ERROR = 0;
    private static final int NO_SUCH_NAME = 3;

    private final List<InetSocketAddress> servers;
    private final Duration limit;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param servers to be asked one after the other, until one answers
     * @param limit how long each may take
     */
    TextRecords(List<InetSocketAddress> servers, Duration limit) {
        this.servers = List.copyOf(servers);
        this.limit = limit;
    }

    /**
     * The records of a name, each in one piece; none if there is no such name.
     *
     * @throws IOException if no server answers the question
     */
    List<String> of(String name) throws IOException {
        IOException last = new IOException("no DNS server is known");
        for (InetSocketAddress server : servers) {
            try {
                return ask(server, name);
            } catch (IOException | RuntimeException e) {
                last = new IOException("the DNS server did not answer as it should", e);
            }
        }
        throw last;
    }

    private List<String> ask(InetSocketAddress server, String name) throws IOException {
        int id = random.nextInt(1 << 16);
        byte[] question = question(id, name);
        ByteBuffer answer = byUdp(server, question);
        if ((answer.getShort(2) & 0x0200) != 0) {
            answer = byTcp(server, question);
        }
        return records(answer, id, question);
    }

    private ByteBuffer byUdp(InetSocketAddress server, byte[] question) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            // Of other senders nothing is taken then.
            socket.connect(server);
            socket.setSoTimeout((int) limit.toMillis());
            socket.send(new DatagramPacket(question, question.length));
            DatagramPacket answer = new DatagramPacket(new byte[MOST_BYTES], MOST_BYTES);
            socket.receive(answer);
            return ByteBuffer.wrap(Arrays.copyOf(answer.getData(), answer.getLength()));
        }
    }

    private ByteBuffer byTcp(InetSocketAddress server, byte[] question) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, (int) limit.toMillis());
            socket.setSoTimeout((int) limit.toMillis());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            ByteBuffer framed = ByteBuffer.allocate(Short.BYTES + question.length);
            out.write(framed.putShort((short) question.length).put(question).array());
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int length = in.readUnsignedShort();
            if (length > MOST_BYTES_OF_TCP) {
                throw new IOException("an answer of " + length + " bytes");
            }
            return ByteBuffer.wrap(in.readNBytes(length));
        }
    }

    private static byte[] question(int id, String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // To be answered for us, by asking others; one question; one record of ours, of what is taken by UDP.
        bytes.writeBytes(numbers(id, 0x0100, 1, 0, 0, 1));
        for (String label : name.split("\\.", -1)) {
            byte[] text = label.getBytes(StandardCharsets.US_ASCII);
            bytes.write(text.length);
            bytes.writeBytes(text);
        }
        bytes.write(0);
        bytes.writeBytes(numbers(TXT, INTERNET));
        bytes.write(0);
        bytes.writeBytes(numbers(41, MOST_BYTES, 0, 0, 0));
        return bytes.toByteArray();
    }

    private static byte[] numbers(int... numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Short.BYTES);
        for (int number : numbers) {
            bytes.putShort((short) number);
        }
        return bytes.array();
    }

    /** @throws RuntimeException if it is no answer to the question */
    private static List<String> records(ByteBuffer answer, int id, byte[] question) throws IOException {
        int flags = answer.getShort(2);
        int code = flags & 0xF;
        if (Short.toUnsignedInt(answer.getShort(0)) != id || (flags & 0x8000) == 0) {
            throw new IOException("an answer to another question");
        }
        if (code != NO_ERROR && code != NO_SUCH_NAME) {
            throw new IOException("the DNS server answers with error " + code);
        }
        answer.position(HEADER);
        for (int i = 0; i < answer.getShort(4); i++) {
            requireSame(answer, question);
        }
        List<String> records = new ArrayList<>();
        int count = Short.toUnsignedInt(answer.getShort(6));
        for (int i = 0; i < count; i++) {
            skipName(answer);
            int type = Short.toUnsignedInt(answer.getShort());
            answer.position(answer.position() + 6);
            int length = Short.toUnsignedInt(answer.getShort());
            int end = answer.position() + length;
            if (type == TXT) {
                records.add(text(answer, end));
            }
            answer.position(end);
        }
        return records;
    }

    /** The question comes back as it was, but that servers may change the case of letters. */
    private static void requireSame(ByteBuffer answer, byte[] question) throws IOException {
        int start = answer.position();
        skipName(answer);
        answer.position(answer.position() + 4);
        byte[] told = new byte[answer.position() - start];
        answer.get(start, told);
        if (!text(question, HEADER, told.length).equalsIgnoreCase(text(told, 0, told.length))) {
            throw new IOException("an answer to another question");
        }
    }

    private static String text(byte[] bytes, int start, int length) {
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    private static void skipName(ByteBuffer answer) {
        int length = Byte.toUnsignedInt(answer.get());
        while (length != 0) {
            if (length >= 0xC0) {
                answer.get();
                return;
            }
            answer.position(answer.position() + length);
            length = Byte.toUnsignedInt(answer.get());
        }
    }

    /** A record is of one or more parts, each with its length before it. */
    private static String text(ByteBuffer answer, int end) {
        StringBuilder text = new StringBuilder();
        while (answer.position() < end) {
            byte[] part = new byte[Byte.toUnsignedInt(answer.get())];
            answer.get(part);
            text.append(new String(part, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}
