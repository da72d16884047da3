package dev.skytrove.lake.storage;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I1: what was put is listed before anybody forgets what it was made of. */
final class TestCheckedPuts {
    @TempDir
    private Path directory;

    private ObjectStore store;
    private CheckedPuts puts;

    @BeforeEach
    void put() throws IOException {
        store = ObjectStores.open("file://" + directory.resolve("store"), Map.of());
        puts = new CheckedPuts(store);
        puts.put("a/file", Files.writeString(directory.resolve("file"), "12345"));
        puts.put("a/bytes", "123".getBytes(StandardCharsets.UTF_8));
        // A name that begins like one of them.
        store.put("a/bytes2", new byte[9]);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void i1WhatIsThereIsBelieved() {
        assertThatCode(() -> puts.requireListed("nothing is forgotten")).doesNotThrowAnyException();
    }

    @Test
    void i1MissingObjectIsNamedWithWhatItMeans() {
        store.delete(List.of("a/bytes"));
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> puts.requireListed("nothing is forgotten"))
                .withMessage("'a/bytes' was put with 3 bytes, but " + store.location()
                        + " lists no such object; nothing is forgotten");
    }

    @Test
    void i1ObjectOfAnotherSizeIsNamed() {
        store.put("a/file", new byte[4]);
        assertThatExceptionOfType(StorageException.class)
                .isThrownBy(() -> puts.requireListed("nothing is forgotten"))
                .withMessageContaining("'a/file' was put with 5 bytes, but ")
                .withMessageContaining(" lists it with 4; nothing is forgotten");
    }

    @Test
    void whatWasListedOnceMayGo() {
        puts.requireListed("nothing is forgotten");
        store.delete(List.of("a/bytes"));
        assertThatCode(() -> puts.requireListed("nothing is forgotten")).doesNotThrowAnyException();
    }
}
