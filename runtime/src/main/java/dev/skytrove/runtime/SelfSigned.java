package dev.skytrove.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;

/**
 * A key and a certificate that it signed itself, made anew each time: no key lies in the repository. The JDK reads
 * certificates but writes none, so the form (RFC 5280, in DER) is put together here.
 */
record SelfSigned(PrivateKey key, Certificate certificate) {
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int VERSION = 0xA0;
    private static final int EXTENSIONS = 0xA3;
    private static final int DNS_NAME = 0x82;
    private static final byte[] ECDSA_WITH_SHA256 = HexFormat.of().parseHex("300a06082a8648ce3d040302");
    private static final byte[] COMMON_NAME = HexFormat.of().parseHex("0603550403");
    private static final byte[] ALTERNATIVE_NAME = HexFormat.of().parseHex("0603551d11");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration VALIDITY = Duration.ofHours(1);
    private static final byte[] HOST = "localhost".getBytes(StandardCharsets.US_ASCII);

    /** Valid for an hour around an instant, for the host {@code localhost}. */
    static SelfSigned forLocalhost(Instant now) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        byte[] content = content(pair.getPublic().getEncoded(), now);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(content);
        byte[] signed = der(SEQUENCE, content, ECDSA_WITH_SHA256, der(BIT_STRING, new byte[1], signature.sign()));
        CertificateFactory certificates = CertificateFactory.getInstance("X.509");
        return new SelfSigned(pair.getPrivate(), certificates.generateCertificate(new ByteArrayInputStream(signed)));
    }

    Certificate[] chain() {
        return new Certificate[] {certificate};
    }

    private static byte[] content(byte[] publicKey, Instant now) {
        byte[] name = der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, HOST))));
        byte[] validity = der(SEQUENCE, time(now.minus(VALIDITY)), time(now.plus(VALIDITY)));
        byte[] hosts = der(SEQUENCE, ALTERNATIVE_NAME, der(OCTET_STRING, der(SEQUENCE, der(DNS_NAME, HOST))));
        return der(
                SEQUENCE,
                der(VERSION, der(INTEGER, new byte[] {2})),
                der(INTEGER, new byte[] {1}),
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                publicKey,
                der(EXTENSIONS, der(SEQUENCE, hosts)));
    }

    private static byte[] time(Instant instant) {
        return der(UTC_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    // One value: its tag, its length in as few bytes as it takes, its content.
    private static byte[] der(int tag, byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        int length = content.size();
        if (length >= 0x100) {
            value.writeBytes(new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length});
        } else if (length >= 0x80) {
            value.writeBytes(new byte[] {(byte) 0x81, (byte) length});
        } else {
            value.write(length);
        }
        value.writeBytes(content.toByteArray());
        return value.toByteArray();
    }
}
