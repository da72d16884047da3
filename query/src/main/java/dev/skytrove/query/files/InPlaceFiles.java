package dev.skytrove.query.files;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a {@code file:} lake, read where they are. */
final class InPlaceFiles implements LocalFiles {
    private final Path root;

    /** @param root the directory that object names are relative to */
    InPlaceFiles(Path root) {
        this.root = root;
    }

    @Override
    public Pinned pin(List<PlannedFile> files) {
        List<Path> paths =
                files.stream().map(file -> root.resolve(file.file().name())).toList();
        return new InPlace(root, paths);
    }

    @Override
    public Pinned pinObjects(List<StoredObject> objects) {
        return new InPlace(root, objects.stream().map(object -> root.resolve(object.name())).toList());
    }

    @Override
    public boolean areHere(List<PlannedFile> files) {
        return true;
    }

    @Override
    public boolean renew(PlannedFile file) {
        return false;
    }

    @Override
    public boolean areInPlace() {
        return true;
    }

    @Override
    public boolean discardObject(String name) {
        return false;
    }

    /** Nothing is copied, so nothing fills up. */
    @Override
    public long capacity() {
        return Long.MAX_VALUE;
    }

    @Override
    public Path directory() {
        return root;
    }

    @Override
    public void close() {
        // Nothing is under way.
    }

    private record InPlace(Path root, List<Path> paths) implements Pinned {
        /** By the names that the objects have. */
        @Override
        public void requirePresent() {
            for (Path path : paths) {
                if (!Files.exists(path)) {
                    throw new LakeChangedException(root.relativize(path).toString());
                }
            }
        }

        @Override
        public void close() {
            // They stay where they are.
        }
    }
}
