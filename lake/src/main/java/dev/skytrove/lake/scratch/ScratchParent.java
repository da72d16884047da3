package dev.skytrove.lake.scratch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory below which scratch directories are made. Others may use it as well, as they do {@code /tmp}, but must not
 * be able to put something else in the place of what is made there.
 *
 * @param named as it was named, absolute
 * @param real the same without links: one that is changed later has no effect
 */
record ScratchParent(Path named, Path real) {
    private static final int ROOT = 0;
    private static final int WRITABLE_BY_OTHERS = 0002;
    private static final int STICKY = 01000;

    /** Makes it if it is missing, for its owner only. */
    static ScratchParent prepare(Path directory) throws IOException {
        Path absolute = directory.toAbsolutePath();
        try {
            Files.createDirectories(
                    absolute, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            // A link to nowhere, or a file.
            throw new IOException(absolute + " is no directory", e);
        }
        return new ScratchParent(absolute, absolute.toRealPath());
    }

    /**
     * Refuses it if others could exchange what is in it.
     *
     * @param user the number of the user that this process is
     */
    void check(int user) throws IOException {
        requireOwned(named, user);
        requireOwned(real, user);
        int mode = mode(real);
        if ((mode & WRITABLE_BY_OTHERS) != 0 && (mode & STICKY) == 0) {
            throw new IOException(real + " may be written by all users and is not sticky: others could exchange files "
                    + "in it; chmod +t it, or name a directory of your own");
        }
    }

    // Whoever owns a directory may rename what is in it, whatever its mode.
    private static void requireOwned(Path path, int user) throws IOException {
        int owner = owner(path);
        if (owner != user && owner != ROOT) {
            String what = Files.isSymbolicLink(path) ? "is a link of another user" : "belongs to another user";
            throw new IOException(path + " " + what + ", who could exchange files in it; name another directory");
        }
    }

    /** The number of the user that owns it, the link itself if it is one. */
    static int owner(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    /** Its type and permissions, as {@code stat(2)} has them, those of the link itself if it is one. */
    static int mode(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}
