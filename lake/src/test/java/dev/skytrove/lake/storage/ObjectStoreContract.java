package dev.skytrove.lake.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link ObjectStore} promises, run against each of them. */
abstract class ObjectStoreContract {
    private static final DataSize LIMIT = DataSize.ofMebibytes(16);

    @TempDir
    Path directory;

    ObjectStore store;

    /** Opens a store; stores with different prefixes share what is below. */
    abstract ObjectStore open(String prefix);

    @BeforeEach
    final void openStore() {
        store = open("lake-" + System.nanoTime());
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void whatIsPutIsThereUnderItsName() throws IOException {
        Path file = Files.write(directory.resolve("source"), bytes("from a file"));
        store.put("a/file", file);
        store.put("a/bytes", bytes("from memory"));
        store.put("a/empty", new byte[0]);

        assertThat(store.get("a/file", LIMIT)).isEqualTo(bytes("from a file"));
        assertThat(store.get("a/bytes", LIMIT)).isEqualTo(bytes("from memory"));
        assertThat(store.get("a/empty", LIMIT)).isEmpty();
        assertThat(list("", "").stream().map(object -> object.name() + " " + object.size()))
                .containsExactly("a/bytes 11", "a/empty 0", "a/file 11");
    }

    @Test
    void listingTellsWhenAnObjectWasPut() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        store.put("a", bytes("x"));

        // The server's clock is this machine's; some servers tell full seconds only, rounded either way.
        assertThat(list("", "").getFirst().modifiedAt())
                .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
    }

    @Test
    void whatIsPutIfAbsentNeverReplaces() throws IOException {
        byte[] large = new byte[6 << 20];
        new Random(2).nextBytes(large);
        Path first = Files.write(directory.resolve("first"), large);
        Path second = Files.write(directory.resolve("second"), bytes("second"));

        assertThat(store.putIfAbsent("d/a", first)).isTrue();
        assertThat(store.putIfAbsent("d/a", second)).isFalse();
        assertThat(store.putIfAbsent("d/b", second)).isTrue();

        assertThat(Arrays.equals(store.get("d/a", LIMIT), large)).isTrue();
        assertThat(names("", "")).containsExactly("d/a", "d/b");
        store.delete(List.of("d/a"));
        assertThat(store.putIfAbsent("d/a", second)).isTrue();
        assertThat(store.get("d/a", LIMIT)).isEqualTo(bytes("second"));
    }

    @Test
    void ofManyThatPutIfAbsentOneWins() throws Exception {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            files.add(Files.write(directory.resolve("source-" + i), bytes("content " + i)));
        }
        try (ExecutorService executor = Executors.newFixedThreadPool(files.size())) {
            for (int race = 0; race < 10; race++) {
                String name = "race/" + race;
                List<Future<Boolean>> tries = files.stream()
                        .map(file -> executor.submit(() -> store.putIfAbsent(name, file)))
                        .toList();
                List<byte[]> winners = new ArrayList<>();
                for (int i = 0; i < tries.size(); i++) {
                    if (tries.get(i).get()) {
                        winners.add(bytes("content " + i));
                    }
                }
                assertThat(winners).hasSize(1);
                assertThat(store.get(name, LIMIT)).isEqualTo(winners.getFirst());
            }
        }
    }

    @Test
    void downloadReplacesAFileAndLeavesNoOther() throws IOException {
        store.put("a", bytes("new"));
        Path target = Files.write(directory.resolve("target"), bytes("old and longer"));

        store.download("a", target);

        assertThat(target).hasBinaryContent(bytes("new"));
        assertThat(directory).isDirectoryNotContaining(path -> path.getFileName().toString().contains("part"));
    }

    @Test
    void missingObjectIsNotFound() {
        store.put("a/b/c", bytes("x"));

        for (String name : List.of("a", "a/b", "a/b/c/d", "b", "a/b/cc")) {
            assertThatThrownBy(() -> store.get(name, LIMIT)).isInstanceOf(ObjectNotFoundException.class);
            assertThatThrownBy(() -> store.read(name, 0, 1)).isInstanceOf(ObjectNotFoundException.class);
            Path target = directory.resolve("target");
            assertThatThrownBy(() -> store.download(name, target))
                    .isInstanceOf(ObjectNotFoundException.class)
                    .hasMessageContaining("'" + name + "'");
            assertThat(target).doesNotExist();
        }
    }

    @Test
    void objectLargerThanTheLimitIsRefused() {
        store.put("a", new byte[1025]);

        assertThat(store.get("a", new DataSize(1025))).hasSize(1025);
        assertThatThrownBy(() -> store.get("a", new DataSize(1024)))
                .isExactlyInstanceOf(StorageException.class)
                .hasMessage("'a' has 1025 bytes, more than 1KiB");
    }

    @Test
    void partsOfObjectsAreRead() {
        store.put("a", bytes("0123456789"));
        store.put("empty", new byte[0]);

        assertThat(store.read("a", 0, 4)).isEqualTo(bytes("0123"));
        assertThat(store.read("a", 4, 3)).isEqualTo(bytes("456"));
        assertThat(store.read("a", 8, 100)).isEqualTo(bytes("89"));
        assertThat(store.read("a", 0, 10)).isEqualTo(bytes("0123456789"));
        assertThat(store.read("a", 9, 1)).isEqualTo(bytes("9"));
        assertThat(store.read("a", 10, 1)).isEmpty();
        assertThat(store.read("a", 1L << 40, 1)).isEmpty();
        assertThat(store.read("a", 3, 0)).isEmpty();
        assertThat(store.read("empty", 0, 5)).isEmpty();
    }

    @Test
    void partsOfALargeObjectMakeTheWhole() {
        byte[] content = new byte[12 << 20];
        new Random(3).nextBytes(content);
        store.put("large", content);

        byte[] joined = new byte[content.length];
        int chunk = 5_000_011;
        for (int offset = 0; offset < joined.length; offset += chunk) {
            byte[] part = store.read("large", offset, chunk);
            System.arraycopy(part, 0, joined, offset, part.length);
        }
        assertThat(Arrays.equals(joined, content)).isTrue();
    }

    @Test
    void deletingIsIdempotentAndExact() {
        put("a", "b/c", "b/d", "b-c");

        store.delete(List.of("b/c", "never", "b/never", "a/never", "b"));
        store.delete(List.of("b/c"));
        store.delete(List.of());

        assertThat(names("", "")).containsExactly("a", "b-c", "b/d");
    }

    @Test
    void listingIsInTheOrderOfUtf8Bytes() {
        // A slash sorts behind '-' and '.', and a surrogate pair behind every other character.
        String[] ordered = {
            "a", "a!", "a-b", "a.b", "a0", "aa/x", "ab", "b-/x", "b.x", "b/-", "b/x/y", "b0", "é", "\uFFFD", "😀"
        };
        put(ordered);

        assertThat(names("", "")).containsExactly(ordered);
        for (int i = 0; i < ordered.length; i++) {
            assertThat(names("", ordered[i])).containsExactly(Arrays.copyOfRange(ordered, i + 1, ordered.length));
        }
    }

    @Test
    void prefixAndStartNeedNotBeNames() {
        put("a/1", "a/2/3", "a-1", "ab", "b/1");

        assertThat(names("a", "")).containsExactly("a-1", "a/1", "a/2/3", "ab");
        assertThat(names("a/", "")).containsExactly("a/1", "a/2/3");
        assertThat(names("a/2", "")).containsExactly("a/2/3");
        assertThat(names("a/2/", "a/1")).containsExactly("a/2/3");
        assertThat(names("", "a/")).containsExactly("a/1", "a/2/3", "ab", "b/1");
        assertThat(names("", "a/2/")).containsExactly("a/2/3", "ab", "b/1");
        assertThat(names("", "a/2/3/4")).containsExactly("ab", "b/1");
        assertThat(names("a/", "zz")).isEmpty();
        assertThat(names("c/", "")).isEmpty();
        assertThat(names("ab/", "")).isEmpty();
        assertThat(names("../", "")).isEmpty();
        assertThat(names("a//", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "with space/a b", "plus+plus", "percent%41/100%", "and&or", "what?", "hash#tag", "year=2026/month=07",
                "quote'\"`", "star*[1]{2}", "back\\slash", "colon:semi;comma,", "tilde~/.hidden", "grüße/日本語/😀",
                "a\nb", "<xml>&amp;", "trailing ", "..a/b..", "-dash", "%2F", "a/%2e%2e/b"
            })
    void oddNamesAreOrdinaryNames(String name) throws IOException {
        store.put(name, bytes(name));
        Path target = directory.resolve("target");
        store.download(name, target);

        assertThat(store.get(name, LIMIT)).isEqualTo(bytes(name));
        assertThat(target).hasBinaryContent(bytes(name));
        assertThat(names("", "")).containsExactly(name);
        assertThat(names(name, "")).containsExactly(name);
        assertThat(names("", name)).isEmpty();
        store.delete(List.of(name));
        assertThat(names("", "")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/.", "a\0b", "\uD800"})
    void namesThatEscapeOrAreNoneAreRefused(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> store.put(name, bytes("x")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.get(name, LIMIT));
        assertThatIllegalArgumentException().isThrownBy(() -> store.read(name, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> store.download(name, directory.resolve("target")));
        assertThatIllegalArgumentException().isThrownBy(() -> store.delete(List.of(name)));
        assertThat(names("", "")).isEmpty();
    }

    @Test
    void storesWithOtherPrefixesAreApart() {
        try (ObjectStore one = open("p/1");
                ObjectStore eleven = open("p/11");
                ObjectStore above = open("p")) {
            one.put("a", bytes("one"));
            eleven.put("a", bytes("eleven"));

            assertThat(one.get("a", LIMIT)).isEqualTo(bytes("one"));
            assertThat(names(one, "", "")).containsExactly("a");
            assertThat(names(above, "", "")).containsExactly("1/a", "11/a");
            one.delete(List.of("a"));
            assertThat(names(above, "", "")).containsExactly("11/a");
        }
    }

    @Test
    void largeObjectArrivesWhole() throws IOException {
        byte[] content = new byte[12 << 20];
        new Random(1).nextBytes(content);
        Path file = Files.write(directory.resolve("source"), content);
        Path target = directory.resolve("target");

        store.put("from-file", file);
        store.put("from-memory", content);

        store.download("from-file", target);
        assertThat(Files.mismatch(file, target)).isEqualTo(-1);
        assertThat(Arrays.equals(store.get("from-memory", LIMIT), content)).isTrue();
        assertThat(list("", "").stream().map(ObjectInfo::size)).containsOnly((long) content.length);
    }

    /** More names than one page of a listing and one request of a delete hold. */
    @Test
    void thousandsOfObjectsAreListedAndDeleted() throws Exception {
        List<String> expected = IntStream.range(0, 1100).mapToObj("d/%04d"::formatted).toList();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (Future<?> put : expected.stream().map(name -> executor.submit(() -> put(name))).toList()) {
                put.get();
            }
        }

        assertThat(names("d/", "")).isEqualTo(expected);
        assertThat(names("", "d/0999")).isEqualTo(expected.subList(1000, 1100));

        List<String> deleted = new ArrayList<>(expected.subList(0, 1099));
        deleted.add("d/never");
        store.delete(deleted);
        assertThat(names("", "")).containsExactly("d/1099");
    }

    @Test
    void i4ReplacingIsAtomicForReaders() throws Exception {
        byte[] one = new byte[300_000];
        byte[] two = new byte[200_000];
        Arrays.fill(one, (byte) 1);
        Arrays.fill(two, (byte) 2);
        store.put("a", one);
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
            List<Future<Integer>> readers = Stream.generate(() -> executor.submit(() -> {
                        int reads = 0;
                        for (; !done.get() || reads == 0; reads++) {
                            byte[] read = store.get("a", LIMIT);
                            assertThat(Arrays.equals(read, one) || Arrays.equals(read, two)).isTrue();
                        }
                        return reads;
                    }))
                    .limit(4)
                    .toList();
            for (int i = 0; i < 60; i++) {
                store.put("a", i % 2 == 0 ? two : one);
            }
            done.set(true);
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isPositive();
            }
        }
    }

    @Test
    void i4ListingHasUntouchedObjectsOnceWhileOthersComeAndGo() throws Exception {
        put("d/a/1", "d/c/1", "d/c/2", "e/1");
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService executor = Executors.newFixedThreadPool(3)) {
            List<Future<?>> writers = Stream.of("d/b/x", "d/b/y", "d/b/z/x")
                    .<Future<?>>map(name -> executor.submit(() -> {
                        while (!done.get()) {
                            put(name);
                            store.delete(List.of(name));
                        }
                    }))
                    .toList();
            for (int i = 0; i < 50; i++) {
                assertThat(names("", "").stream().filter(name -> !name.startsWith("d/b/")))
                        .containsExactly("d/a/1", "d/c/1", "d/c/2", "e/1");
            }
            done.set(true);
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
    }

    final void put(String... names) {
        for (String name : names) {
            store.put(name, bytes("x"));
        }
    }

    final List<String> names(String prefix, String startAfter) {
        return names(store, prefix, startAfter);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private List<ObjectInfo> list(String prefix, String startAfter) {
        List<ObjectInfo> objects = new ArrayList<>();
        store.list(prefix, startAfter, objects::add);
        return objects;
    }

    private static List<String> names(ObjectStore store, String prefix, String startAfter) {
        List<String> names = new ArrayList<>();
        store.list(prefix, startAfter, object -> names.add(object.name()));
        return names;
    }
}
