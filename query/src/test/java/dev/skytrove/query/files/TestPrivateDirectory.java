package dev.skytrove.query.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TestPrivateDirectory {
    private static final int STRANGER = 12_345;

    @TempDir
    private Path named;

    private Path room;

    @BeforeEach
    void resolve() throws IOException {
        room = named.toRealPath();
    }

    @Test
    void directoryIsMadeForItsUserAlone() throws IOException {
        Path directory = PrivateDirectory.open(room.resolve("a/b"));

        assertThat(directory).isEqualTo(room.resolve("a/b"));
        assertThat(mode(directory)).isEqualTo("rwx------");
        assertThat(mode(room.resolve("a"))).isEqualTo("rwx------");
        assertThat(PrivateDirectory.open(directory)).isEqualTo(directory);
    }

    /** Systemd makes directories for caches so. */
    @Test
    void ownDirectoryThatOthersMayReadIsTakenAsItIs() throws IOException {
        Path directory = directory("rwxr-xr-x");

        assertThat(PrivateDirectory.open(directory)).isEqualTo(directory);
    }

    @Test
    void directoryThatOthersCanWriteToIsRefused() throws IOException {
        Path directory = directory("rwxrwxr-x");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrivateDirectory.open(directory))
                .withMessageContaining(directory.toString())
                .withMessageContaining("SKYTROVE_CACHE_DIR");
    }

    @Test
    void everybodysDirectoryGetsOneOfTheUser() throws IOException {
        Path directory = directory("rwxrwxrwx");
        Files.setAttribute(directory, "unix:mode", 01777);

        Path own = PrivateDirectory.open(directory);

        assertThat(own).isEqualTo(directory.resolve("user-" + ProcessUser.id()));
        assertThat(mode(own)).isEqualTo("rwx------");
    }

    @Test
    void linkOfTheUserIsFollowed() throws IOException {
        Path target = Files.createDirectory(room.resolve("target"), PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString("rwx------")));

        assertThat(PrivateDirectory.open(Files.createSymbolicLink(room.resolve("link"), target))).isEqualTo(target);
    }

    @Test
    void linkInADirectoryOfTheCacheIsNotFollowed() throws IOException {
        Path target = Files.createDirectory(room.resolve("target"));
        Path link = Files.createSymbolicLink(room.resolve("link"), target);

        assertThatIllegalArgumentException().isThrownBy(() -> PrivateDirectory.make(link));
    }

    @Test
    void whatStrangersMadeIsRefused() throws IOException {
        assumeTrue(ProcessUser.id() == 0, "only root can make files of others");
        Path directory = directory("rwxr-xr-x");
        Files.setAttribute(directory, "unix:uid", STRANGER);
        Path link = Files.createSymbolicLink(room.resolve("link"), Files.createDirectory(room.resolve("target")));
        Files.setAttribute(link, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
        Path everybodys = directory("rwxrwxrwx");
        Files.setAttribute(everybodys, "unix:mode", 01777);
        Path own = Files.createDirectory(everybodys.resolve("user-0"));
        Files.setAttribute(own, "unix:uid", STRANGER);

        assertThatIllegalArgumentException().isThrownBy(() -> PrivateDirectory.open(directory));
        assertThatIllegalArgumentException().isThrownBy(() -> PrivateDirectory.open(link));
        assertThatIllegalArgumentException().isThrownBy(() -> PrivateDirectory.open(everybodys));
    }

    @Test
    void defaultIsADirectoryOfTheUser() throws IOException {
        Path home = Files.createDirectory(room.resolve("home"));
        Path tmp = Path.of("/tmp");

        assertThat(CacheLocation.of(Map.of("CACHE_DIRECTORY", "/var/cache/a:/var/cache/b", "XDG_CACHE_HOME", "/x"), home, tmp))
                .isEqualTo(Path.of("/var/cache/a"));
        assertThat(CacheLocation.of(Map.of("XDG_CACHE_HOME", "/x"), home, tmp)).isEqualTo(Path.of("/x/skytrove"));
        assertThat(CacheLocation.of(Map.of("XDG_CACHE_HOME", "relative"), home, tmp))
                .isEqualTo(home.resolve(".cache/skytrove"));
        assertThat(CacheLocation.of(Map.of(), home.resolve("gone"), tmp))
                .isEqualTo(Path.of("/tmp/skytrove-cache-" + ProcessUser.id()));
        assertThat(CacheLocation.of(Map.of(), Path.of("/"), tmp))
                .isEqualTo(Path.of("/tmp/skytrove-cache-" + ProcessUser.id()));
    }

    private Path directory(String mode) throws IOException {
        Path directory = Files.createTempDirectory(room, "directory");
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
