package dev.skytrove.lake.event;

import dev.skytrove.lake.ByteSlice;

/**
 * A 64-bit hash of an event's duplicate key: {@link SipHash} of the key's parts, under a secret.
 *
 * <p>The first word says what kind of key it is. A text is a word with twice its length, then its characters, eight to a
 * word, the first lowest; if it is not ASCII, the length word is one greater and the text is its UTF-16 units, four to a
 * word. Lengths keep ("ab", "c") apart from ("a", "bc").
 *
 * <p>Fingerprints are persisted: a change of this class makes every replayed event look new once, so it never changes.
 * Used by one thread.
 */
final class Fingerprint {
    private static final int COMMIT = 1;
    private static final int ACCOUNT = 2;
    private static final int BYTES = 3;
    private static final int MALFORMED = 4;

    private final SipHash hash;

    Fingerprint(FingerprintKey key) {
        this.hash = new SipHash(key);
    }

    /** The key of a commit, whose texts but for the operation are {@link TextSpan}s of its frame. */
    long ofCommit(byte[] json, long did, long collection, long rkey, long rev, String operation) {
        hash.begin().word(COMMIT);
        text(json, did);
        text(json, collection);
        text(json, rkey);
        text(json, rev);
        text(operation);
        return hash.end();
    }

    /** The same of a commit that is known by its texts. */
    long ofCommit(String did, String collection, String rkey, String rev, String operation) {
        hash.begin().word(COMMIT);
        text(did);
        text(collection);
        text(rkey);
        text(rev);
        text(operation);
        return hash.end();
    }

    /**
     * The key of an identity, account or sync event, whose account is a {@link TextSpan} of its frame.
     *
     * @param seq the relay's number of it
     * @param micros the relay's time of it, in microseconds since 1970, or {@link CreatedAt#UNKNOWN}
     */
    long ofAccount(byte[] json, long did, String kind, long seq, long micros) {
        hash.begin().word(ACCOUNT);
        text(json, did);
        text(kind);
        hash.word(seq);
        hash.word(micros);
        return hash.end();
    }

    /** The same of one that is known by its texts. */
    long ofAccount(String did, String kind, long seq, long micros) {
        hash.begin().word(ACCOUNT);
        text(did);
        text(kind);
        hash.word(seq);
        hash.word(micros);
        return hash.end();
    }

    /** Of an event without a key that is known: all its bytes. */
    long ofBytes(ByteSlice bytes) {
        return of(BYTES, bytes);
    }

    /** Of what is no event: all its bytes. */
    long ofMalformed(ByteSlice bytes) {
        return of(MALFORMED, bytes);
    }

    private long of(int kind, ByteSlice bytes) {
        hash.begin().word(kind);
        return hash.end(bytes.array(), bytes.start(), bytes.end());
    }

    /** Of ASCII, which nearly all keys are, the bytes are the characters. */
    private void text(byte[] json, long span) {
        int start = TextSpan.start(span);
        int end = TextSpan.end(span);
        if (TextSpan.isEscaped(span) || !Utf8.isAscii(json, start, end)) {
            text(TextSpan.decode(json, span));
            return;
        }
        hash.word(2L * (end - start));
        int i = start;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash.word(LittleEndian.getLong(json, i));
        }
        if (i < end) {
            long rest = 0;
            for (int last = end - 1; last >= i; last--) {
                rest = (rest << Byte.SIZE) | json[last];
            }
            hash.word(rest);
        }
    }

    private void text(String text) {
        boolean ascii = isAscii(text);
        hash.word(2L * text.length() + (ascii ? 0 : 1));
        int bits = ascii ? Byte.SIZE : Character.SIZE;
        long word = 0;
        int used = 0;
        for (int i = 0; i < text.length(); i++) {
            word |= (long) text.charAt(i) << used;
            used += bits;
            if (used == Long.SIZE) {
                hash.word(word);
                word = 0;
                used = 0;
            }
        }
        if (used > 0) {
            hash.word(word);
        }
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
