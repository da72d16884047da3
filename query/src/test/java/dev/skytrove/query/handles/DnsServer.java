package dev.skytrove.query.handles;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A DNS server with TXT records, by UDP and TCP; answers of more than 512 bytes are cut off by UDP. */
final class DnsServer implements AutoCloseable {
    private static final int CUT_OFF = 512;

    private final Map<String, List<String>> records;
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final AtomicInteger byTcp = new AtomicInteger();

    private DnsServer(Map<String, List<String>> records, DatagramSocket udp, ServerSocket tcp) {
        this.records = records;
        this.udp = udp;
        this.tcp = tcp;
    }

    static DnsServer start(Map<String, List<String>> records) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket tcp = new ServerSocket(0, 8, loopback);
        DnsServer server = new DnsServer(records, new DatagramSocket(tcp.getLocalPort(), loopback), tcp);
        Thread.ofVirtual().start(server::answerByUdp);
        Thread.ofVirtual().start(server::answerByTcp);
        return server;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), tcp.getLocalPort());
    }

    /** How many questions came by TCP. */
    int byTcp() {
        return byTcp.get();
    }

    @Override
    public void close() throws IOException {
        udp.close();
        tcp.close();
    }

    private void answerByUdp() {
        try {
            while (!udp.isClosed()) {
                DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
                udp.receive(packet);
                byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
                byte[] answer = answer(question, true);
                udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void answerByTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] answer = answer(in.readNBytes(in.readUnsignedShort()), false);
                byTcp.incrementAndGet();
                socket.getOutputStream()
                        .write(ByteBuffer.allocate(2 + answer.length).putShort((short) answer.length).put(answer).array());
            } catch (IOException e) {
                // The next one, unless it was closed.
            }
        }
    }

    private byte[] answer(byte[] question, boolean cut) {
        StringBuilder name = new StringBuilder();
        int place = 12;
        while (question[place] != 0) {
            name.append(name.isEmpty() ? "" : ".").append(new String(question, place + 1, question[place], StandardCharsets.US_ASCII));
            place += 1 + question[place];
        }
        List<String> texts = records.get(name.toString());
        ByteArrayOutputStream found = new ByteArrayOutputStream();
        for (String text : texts == null ? List.<String>of() : texts) {
            byte[] data = data(text);
            found.writeBytes(ByteBuffer.allocate(12)
                    .putShort((short) 0xC00C)
                    .putShort((short) 16)
                    .putShort((short) 1)
                    .putInt(60)
                    .putShort((short) data.length)
                    .array());
            found.writeBytes(data);
        }
        boolean cutOff = cut && found.size() > CUT_OFF;
        int flags = 0x8180 | (cutOff ? 0x0200 : 0) | (texts == null ? 3 : 0);
        ByteBuffer answer = ByteBuffer.allocate(place + 5 + (cutOff ? 0 : found.size()));
        answer.put(question, 0, 2).putShort((short) flags).putShort((short) 1);
        answer.putShort((short) (cutOff || texts == null ? 0 : texts.size())).putInt(0);
        answer.put(question, 12, place + 5 - 12);
        return answer.put(cutOff ? new byte[0] : found.toByteArray()).array();
    }

    /** In parts of at most 255 bytes. */
    private static byte[] data(String text) {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i += 255) {
            int length = Math.min(255, bytes.length - i);
            data.write(length);
            data.write(bytes, i, length);
        }
        return data.toByteArray();
    }
}
