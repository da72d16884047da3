package dev.skytrove.runtime;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that is never printed: a password, a key, a token. Compared in constant time. */
public final class Secret {
    /** What stands for a secret in logs. */
    static final String MASK = "***";

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return MASK;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
