package dev.skytrove.lake.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers and killed processes can leave where files are put for a while. */
final class TestScratchDirectory {
    private static final String PREFIX = "skytrove-flush-";
    private static final int STRANGER = 12_345;

    @TempDir
    private Path directory;

    private Path parent;
    private Path victim;

    @BeforeEach
    void makeVictim() throws IOException {
        parent = Files.createDirectory(directory.resolve("work"));
        victim = Files.createDirectories(directory.resolve("victim/deep")).getParent();
        chmod(victim, "rwx------");
        Files.createFile(victim.resolve("lock"));
        Files.createFile(victim.resolve("file"));
        Files.createFile(victim.resolve("deep/file"));
    }

    /** Holds one until it is killed. */
    public static void main(String[] arguments) throws IOException {
        ScratchDirectory held = ScratchDirectory.in(Path.of(arguments[0]), PREFIX);
        Files.createFile(held.path().resolve("file"));
        System.out.println(held.path());
        var _ = System.in.read();
        held.close();
    }

    @Test
    void isForItsOwnerOnlyAndGoneWithAllThatIsInItWhenClosed() throws IOException {
        Path made;
        try (ScratchDirectory scratch = ScratchDirectory.in(parent, PREFIX)) {
            made = scratch.path();
            assertThat(mode(made)).isEqualTo("rwx------");
            Files.createDirectories(made.resolve("a/b"));
            Files.createSymbolicLink(made.resolve("a/link"), victim);
            Files.createFile(made.resolve("a/b/c"));
        }
        assertThat(made).doesNotExist();
        assertVictimIsWhole();
    }

    @Test
    void missingParentIsMadeForItsOwnerOnly() throws IOException {
        Path missing = directory.resolve("a/b");
        ScratchDirectory.in(missing, PREFIX).close();
        assertThat(mode(missing)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"skytrove-flush-1", "skytrove-flush-999999999-abc"})
    void linkWithTheRightNameIsNotFollowed(String name) throws IOException {
        Files.createSymbolicLink(parent.resolve(name), victim);
        ScratchDirectory.in(parent, PREFIX).close();
        assertVictimIsWhole();
        assertThat(parent.resolve(name)).isSymbolicLink();
    }

    @Test
    void linkInsideAnAbandonedOneIsDeletedAndNotFollowed() throws IOException {
        Path abandoned = abandoned();
        Files.createSymbolicLink(abandoned.resolve("link"), victim);
        ScratchDirectory.in(parent, PREFIX).close();
        assertThat(parent).isEmptyDirectory();
        assertVictimIsWhole();
    }

    @Test
    void lockThatIsALinkIsNotOpened() throws IOException {
        Path abandoned = abandoned();
        Files.delete(abandoned.resolve("lock"));
        Files.createSymbolicLink(abandoned.resolve("lock"), victim.resolve("lock"));
        ScratchDirectory.in(parent, PREFIX).close();
        assertThat(abandoned.resolve("file")).exists();
    }

    @Test
    void directoryThatOthersMayEnterIsNoneOfOurs() throws IOException {
        Path foreign = abandoned();
        chmod(foreign, "rwxr-xr-x");
        ScratchDirectory.in(parent, PREFIX).close();
        assertThat(foreign.resolve("file")).exists();
    }

    @Test
    void directoryOfAStrangerIsLeftAlone() throws IOException {
        Path foreign = abandoned();
        giveAway(foreign);
        ScratchDirectory.in(parent, PREFIX).close();
        assertThat(foreign.resolve("file")).exists();
    }

    @Test
    void parentInWhichAllMayExchangeFilesIsRefused() throws IOException {
        chmod(parent, "rwxrwxrwx");
        assertThatThrownBy(() -> ScratchDirectory.in(parent, PREFIX))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no files can be put below " + parent)
                .hasMessageContaining("chmod +t");
        assertThat(parent).isEmptyDirectory();

        Files.setAttribute(parent, "unix:mode", 01777);
        ScratchDirectory.in(parent, PREFIX).close();
    }

    @Test
    void parentOfAStrangerIsRefusedAlsoBehindALink() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), parent);
        // A link of our own is somebody's way to name another disk.
        ScratchDirectory.in(link, PREFIX).close();

        giveAway(link);
        assertThatThrownBy(() -> ScratchDirectory.in(link, PREFIX)).hasMessageContaining("is a link of another user");
        giveAway(parent);
        assertThatThrownBy(() -> ScratchDirectory.in(parent, PREFIX)).hasMessageContaining("belongs to another user");
        assertThat(parent).isEmptyDirectory();
    }

    @Test
    void whatIsNoDirectoryIsNamed() throws IOException {
        Path file = Files.createFile(directory.resolve("a-file"));
        assertThatThrownBy(() -> ScratchDirectory.in(file, PREFIX)).hasMessageContaining("is no directory");
    }

    /** As two containers that share it, whose processes may have one number. */
    @Test
    void whatAnotherProcessHoldsStaysUntilItIsKilled() throws Exception {
        try (ScratchDirectory first = ScratchDirectory.in(parent, PREFIX);
                ScratchDirectory second = ScratchDirectory.in(parent, PREFIX)) {
            Process other = start();
            Path held = Path.of(line(other));
            assertThat(first.path()).exists();
            assertThat(second.path()).exists();
            ScratchDirectory.in(parent, PREFIX).close();
            assertThat(held.resolve("file")).exists();

            other.destroyForcibly().waitFor();
            ScratchDirectory.in(parent, PREFIX).close();
            assertThat(held).doesNotExist();

            // What this process did meanwhile has not given up its locks.
            Process another = start();
            line(another);
            assertThat(first.path()).exists();
            another.getOutputStream().close();
            assertThat(another.waitFor()).isZero();
        }
        assertThat(parent).isEmptyDirectory();
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestScratchDirectory.class.getName(),
                        parent.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String line(Process process) throws IOException {
        BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        return lines.readLine();
    }

    private Path abandoned() throws IOException {
        Path abandoned = Files.createDirectories(parent.resolve(PREFIX + "left/deep")).getParent();
        chmod(abandoned, "rwx------");
        Files.createFile(abandoned.resolve("lock"));
        Files.createFile(abandoned.resolve("file"));
        Files.createFile(abandoned.resolve("deep/file"));
        return abandoned;
    }

    private void assertVictimIsWhole() {
        assertThat(victim.resolve("lock")).exists();
        assertThat(victim.resolve("file")).exists();
        assertThat(victim.resolve("deep/file")).exists();
    }

    private static void giveAway(Path path) throws IOException {
        assumeTrue(ScratchParent.owner(path) == 0, "only root can give files away");
        Files.setAttribute(path, "unix:uid", STRANGER, LinkOption.NOFOLLOW_LINKS);
    }

    private static void chmod(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }
}
