package dev.skytrove.lake.coverage;

import dev.skytrove.lake.DataSize;
import dev.skytrove.lake.HourKey;
import dev.skytrove.lake.storage.ObjectStore;
import dev.skytrove.lake.storage.StorageException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads what is known of hours: one listing a day, and the objects of that day. */
public final class CoverageReader {
    private static final DataSize LIMIT = DataSize.ofMebibytes(16);

    private final ObjectStore store;

    public CoverageReader(ObjectStore store) {
        this.store = store;
    }

    /** The first and the last day of which anything is known; empty if there is none. Lists all names. */
    public Optional<List<LocalDate>> days() {
        List<HourKey> ends = new ArrayList<>();
        store.list(CoverageFile.ROOT, "", object -> CoverageFile.parse(object.name()).ifPresent(file -> {
            if (ends.size() == 2) {
                ends.removeLast();
            }
            ends.add(file.hour());
        }));
        return ends.isEmpty() ? Optional.empty() : Optional.of(List.of(day(ends.getFirst()), day(ends.getLast())));
    }

    private static LocalDate day(HourKey hour) {
        return LocalDate.ofInstant(hour.start(), ZoneOffset.UTC);
    }

    /**
     * What is known of the hours of a day.
     *
     * @throws StorageException if the store cannot be read, or an object is not what it must be
     */
    public Map<HourKey, Certificate> day(LocalDate day) {
        Map<HourKey, Certificate> certificates = new TreeMap<>();
        files(day).forEach((hour, all) -> certificates.put(hour, merged(hour, all)));
        return certificates;
    }

    /** The objects of each hour of a day that has some, in the order of their names. */
    public Map<HourKey, List<CoverageFile>> files(LocalDate day) {
        Map<HourKey, List<CoverageFile>> files = new TreeMap<>();
        store.list(CoverageFile.prefix(day), "", object -> CoverageFile.parse(object.name())
                .ifPresent(file -> files.computeIfAbsent(file.hour(), _ -> new ArrayList<>()).add(file)));
        return files;
    }

    /** The objects of every hour of which anything is known, in the order of their names. Lists all names. */
    public Map<HourKey, List<CoverageFile>> files() {
        Map<HourKey, List<CoverageFile>> files = new TreeMap<>();
        store.list(CoverageFile.ROOT, "", object -> CoverageFile.parse(object.name())
                .ifPresent(file -> files.computeIfAbsent(file.hour(), _ -> new ArrayList<>()).add(file)));
        return files;
    }

    /** Of an hour's objects those that count: no other holds what they do. */
    public static List<CoverageFile> live(List<CoverageFile> files) {
        return files.stream().filter(file -> files.stream().noneMatch(file::isSupersededBy)).toList();
    }

    /** What is known of one hour, by a listing of its own. */
    public Optional<Certificate> hour(HourKey hour) {
        List<CoverageFile> files = new ArrayList<>();
        store.list(
                CoverageFile.prefix(hour), "", object -> CoverageFile.parse(object.name()).ifPresent(files::add));
        return files.isEmpty() ? Optional.empty() : Optional.of(merged(hour, files));
    }

    /**
     * What objects tell of an hour together.
     *
     * @param files all of that hour, at least one
     */
    public Certificate merged(HourKey hour, List<CoverageFile> files) {
        return Certificate.merged(hour, live(files).stream().map(this::read).toList());
    }

    private Certificate read(CoverageFile file) {
        try {
            return CertificateJson.read(store.get(file.name(), LIMIT));
        } catch (IllegalArgumentException e) {
            throw new StorageException("'" + file.name() + "' in " + store.location() + " is " + e.getMessage(), e);
        }
    }
}
