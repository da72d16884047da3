package dev.skytrove.query.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * Directories that nobody but this process' user, and root, can put files into. What others could have put there is not
 * read: it would be served as if it were the lake.
 */
public final class PrivateDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private static final int ROOT = 0;
    private static final int STICKY = 01000;
    private static final int WRITABLE_BY_OTHERS = 0022;

    private PrivateDirectory() {}

    /**
     * Where this user may keep files below a directory that somebody configured; it is made if it does not exist. That is
     * the directory itself if it is the user's own. In one where everybody may make files but only delete their own, as
     * in the directory for temporary files, it is a directory of the user in there.
     *
     * @throws IllegalArgumentException if it cannot be made, others could exchange files there, or it is a link that another user made
     */
    public static Path open(Path configured) {
        Path named = configured.toAbsolutePath().normalize();
        try {
            Files.createDirectories(named, PRIVATE);
            int user = ProcessUser.id();
            Status link = Status.of(named, LinkOption.NOFOLLOW_LINKS);
            if (link.owner != user && link.owner != ROOT) {
                throw refused(named, "belongs to another user");
            }
            Path directory = named.toRealPath();
            Status status = Status.of(directory);
            if (status.owner == user && !status.isWritableByOthers()) {
                return directory;
            }
            if ((status.owner == user || status.owner == ROOT) && status.isSticky()) {
                return make(directory.resolve("user-" + user));
            }
            throw refused(named, status.owner == user ? "can be written to by others" : "belongs to another user");
        } catch (IOException e) {
            throw unusable(named, e);
        }
    }

    /**
     * Makes a directory in one that {@link #open} returned, unless it is there.
     *
     * @throws IllegalArgumentException if it is a link, or of another user
     */
    static Path make(Path directory) throws IOException {
        Files.createDirectories(directory.getParent(), PRIVATE);
        try {
            return Files.createDirectory(directory, PRIVATE);
        } catch (FileAlreadyExistsException e) {
            Status status = Status.of(directory, LinkOption.NOFOLLOW_LINKS);
            if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
                throw refused(directory, "is no directory");
            }
            if (status.owner != ProcessUser.id() || status.isWritableByOthers()) {
                throw refused(directory, "can be written to by others");
            }
            return directory;
        }
    }

    /** Of one that the system refuses to make or to look at. */
    static IllegalArgumentException unusable(Path directory, IOException failure) {
        String reason = switch (failure) {
            case FileAlreadyExistsException there -> there.getFile() + " is no directory";
            case AccessDeniedException denied -> denied.getFile() + " may not be used by this user";
            default -> failure.getMessage();
        };
        return refused(directory, "cannot be made (" + reason + ")");
    }

    private static IllegalArgumentException refused(Path directory, String reason) {
        return new IllegalArgumentException("the cache cannot be in " + directory + ", which " + reason
                + ": set SKYTROVE_CACHE_DIR to a directory of this process' user, with mode 0700");
    }

    private record Status(int owner, int mode) {
        static Status of(Path path, LinkOption... options) throws IOException {
            Map<String, Object> attributes = Files.readAttributes(path, "unix:uid,mode", options);
            return new Status((int) attributes.get("uid"), (int) attributes.get("mode"));
        }

        boolean isWritableByOthers() {
            return (mode & WRITABLE_BY_OTHERS) != 0;
        }

        boolean isSticky() {
            return (mode & STICKY) != 0;
        }
    }
}
