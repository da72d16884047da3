package dev.skytrove.lake.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skytrove.lake.DataSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TestFileObjectStore extends ObjectStoreContract {
    @Override
    ObjectStore open(String prefix) {
        return ObjectStores.open("file://" + directory.resolve("stores").resolve(prefix), Map.of());
    }

    @Test
    void openingAndListingMakeNoDirectory() {
        assertThat(names("", "")).isEmpty();
        assertThat(root()).doesNotExist();
        assertThat(store.location()).isEqualTo("file://" + root());
    }

    @Test
    void emptyDirectoriesGoWithTheirLastObject() {
        put("a/b/c", "a/d");
        store.delete(List.of("a/b/c"));

        assertThat(root().resolve("a")).isDirectoryNotContaining(path -> path.endsWith("b"));
        store.delete(List.of("a/d"));
        assertThat(root().resolve("a")).doesNotExist();
        assertThat(root()).isDirectory();
    }

    /** I4: what a killed process leaves is never seen, and goes after a day. */
    @Test
    void i4UnfinishedFilesAreNoObjects() throws IOException {
        Path temporaries = Files.createDirectories(root().resolve(FileTree.TEMPORARIES));
        Path old = Files.write(temporaries.resolve(".part-old"), new byte[3]);
        Path recent = Files.write(temporaries.resolve(".part-recent"), new byte[3]);
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(90_000)));

        put("a");

        assertThat(names("", "")).containsExactly("a");
        assertThat(recent).exists();
        assertThat(old).doesNotExist();
        assertThatIllegalArgumentException().isThrownBy(() -> put(FileTree.TEMPORARIES + "/.part-recent"));
    }

    @Test
    void nameBelowAnObjectIsRefused() {
        put("a", "b/c");

        for (String name : List.of("a/b", "a/b/c", "b")) {
            assertThatThrownBy(() -> put(name))
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("cannot put '" + name + "'");
        }
        assertThat(names("", "")).containsExactly("a", "b/c");
        assertThat(root().resolve(FileTree.TEMPORARIES)).isEmptyDirectory();
    }

    @Test
    void symbolicLinksAreNoObjects() throws IOException {
        Path outside = Files.write(directory.resolve("outside"), bytes("secret"));
        put("a");
        Files.createSymbolicLink(root().resolve("link"), outside);
        Files.createSymbolicLink(root().resolve("linked"), directory);

        assertThat(names("", "")).containsExactly("a");
        assertThatThrownBy(() -> store.get("link", new DataSize(100))).isInstanceOf(ObjectNotFoundException.class);
        put("link");
        assertThat(outside).hasBinaryContent(bytes("secret"));
    }

    @Test
    void missingSourceIsNamed() {
        Path missing = directory.resolve("missing");

        assertThatThrownBy(() -> store.put("a", missing))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining(missing.toString());
    }

    @Test
    void i6PathThatIsNoDirectoryIsNoStore() throws IOException {
        Path file = Files.write(directory.resolve("file"), bytes("passwd"));
        Path nowhere = Files.createSymbolicLink(directory.resolve("nowhere"), directory.resolve("missing"));
        Path loop = Files.createSymbolicLink(directory.resolve("loop"), directory.resolve("loop"));

        assertNoStore(file, file + " is no directory");
        assertNoStore(file.resolve("a/lake"), file + " is no directory");
        assertNoStore(nowhere, nowhere + " is a link to nothing");
        assertNoStore(nowhere.resolve("lake"), nowhere + " is a link to nothing");
        assertNoStore(loop, loop + ": ");
        assertNoStore(directory.resolve("long".repeat(64)), "long: ");
        Path linked = Files.createSymbolicLink(directory.resolve("linked"), directory);
        for (Path possible : List.of(directory, linked, directory.resolve("not/there/yet"), Path.of("/"))) {
            assertThatCode(() -> ObjectStores.check("file://" + possible, Map.of())).doesNotThrowAnyException();
        }
    }

    @Test
    void i4DirectoryThatBecameAFileIsNoEmptyStore() throws IOException {
        Files.createDirectories(root().getParent());
        Files.write(root(), bytes("a file"));

        assertThatThrownBy(() -> names("", "")).isInstanceOf(StorageException.class).hasMessageContaining(root().toString());
        assertThatThrownBy(() -> names("lake/", "")).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> store.get("state/flush.json", new DataSize(100)))
                .isInstanceOf(StorageException.class)
                .isNotInstanceOf(ObjectNotFoundException.class);
    }

    private static void assertNoStore(Path path, String fault) {
        assertThatThrownBy(() -> ObjectStores.check("file://" + path, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("storage 'file://" + path + "' cannot be used: ")
                .hasMessageContaining(fault);
    }

    private Path root() {
        return Path.of(store.location().substring("file://".length()));
    }
}
