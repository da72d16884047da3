package dev.skytrove.query.index;

import dev.skytrove.lake.LakeFile;
import dev.skytrove.lake.index.IndexContents;
import dev.skytrove.lake.index.MonthIndexListing;
import dev.skytrove.query.duckdb.QueryFailedException;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.files.LocalFiles;
import dev.skytrove.query.files.StoredObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which rows of files of posts can meet the condition of one query, as far as the word index of a month tells. */
final class MonthPosts {
    /** Those of a bucket take a request each. */
    private static final int MOST_GROUPS = LocalFiles.MOST_REQUESTS;

    private final KnownIndexes known;
    private final LocalFiles files;
    private final Session session;
    private final Needed needed;
    private final IndexClaims claims;

    /** @param claims is told what each says of its files */
    MonthPosts(KnownIndexes known, LocalFiles files, Session session, Needed needed, IndexClaims claims) {
        this.known = known;
        this.files = files;
        this.session = session;
        this.needed = needed;
        this.claims = claims;
    }

    /** Whether an index of a month can say anything of the condition. */
    boolean isUseful() {
        return needed.pieces().size() <= MonthDictionary.MOST_PIECES;
    }

    /**
     * Looks an index up.
     *
     * @param mostBytes how large postings may be that are read as a whole
     * @return of each file that the index names the rows that can match, or that any can; nothing if the index is of no use
     * @throws IOException if it is damaged
     */
    Map<LakeFile, Optional<List<RowRange>>> find(MonthIndexListing.Entry index, long mostBytes) throws IOException {
        try (LocalFiles.Pinned words = files.pinObjects(List.of(object(index.words())))) {
            try {
                return find(index, words.paths().getFirst(), mostBytes);
            } catch (IOException | QueryFailedException e) {
                words.requirePresent();
                throw e;
            }
        }
    }

    private Map<LakeFile, Optional<List<RowRange>>> find(MonthIndexListing.Entry index, Path words, long mostBytes)
            throws IOException {
        IndexContents contents = known.contents(index, words);
        if (contents.files().isEmpty()) {
            return Map.of();
        }
        Map<String, MonthDictionary.Found> found = found(new MonthDictionary(session, words));
        Map<Integer, Needed> days = days(contents, needed.without(piece -> !found.containsKey(piece)), found);
        Map<String, BitSet> rows = new HashMap<>();
        days.values().forEach(day -> day.pieces().forEach(piece -> rows.put(piece, found.get(piece).rows())));
        BitSet all = new BitSet();
        rows.values().forEach(all::or);
        if (rows.isEmpty() || (Postings.groups(all) > MOST_GROUPS && index.postings().size() > mostBytes)) {
            return Map.of();
        }
        try (LocalFiles.PinnedObject postings = Postings.pin(files, object(index.postings()), all)) {
            try {
                return rows(index, contents, days, Postings.of(session, postings, contents.blocks()).blocks(rows));
            } catch (IOException | QueryFailedException e) {
                postings.pinned().requirePresent();
                throw e;
            }
        }
    }

    private Map<String, MonthDictionary.Found> found(MonthDictionary dictionary) {
        Map<String, MonthDictionary.Found> found = new HashMap<>();
        needed.pieces().forEach(piece -> dictionary.find(piece).ifPresent(where -> found.put(piece, where)));
        return found;
    }

    /** What is needed of posts of each day of the month, as far as anything is known of it. */
    private static Map<Integer, Needed> days(
            IndexContents contents, Needed needed, Map<String, MonthDictionary.Found> found) {
        return contents.files().stream()
                .map(indexed -> day(indexed.file()))
                .distinct()
                .collect(Collectors.toMap(
                        day -> day, day -> needed.without(piece -> found.get(piece).isCommon(day))));
    }

    private Map<LakeFile, Optional<List<RowRange>>> rows(
            MonthIndexListing.Entry index,
            IndexContents contents,
            Map<Integer, Needed> days,
            Map<String, BitSet> blocks) {
        Map<LakeFile, Optional<List<RowRange>>> rows = new HashMap<>();
        contents.files().forEach(indexed -> rows.put(indexed.file(), Optional.empty()));
        Map<Integer, IndexClaims.Told> told = new HashMap<>();
        days.forEach((day, left) -> {
            BitSet found = left.pieces().isEmpty() ? new BitSet() : left.blocks(blocks::get);
            told.put(day, new IndexClaims.Told(left, found));
            if (!left.pieces().isEmpty()) {
                BlockRows.of(contents, found, file -> day(file) == day)
                        .forEach((file, ranges) -> rows.put(file, Optional.of(ranges)));
            }
        });
        claims.add(index.words().name(), index.size(), contents, file -> told.get(day(file)));
        return rows;
    }

    private static int day(LakeFile file) {
        return file.hour().start().atOffset(ZoneOffset.UTC).getDayOfMonth();
    }

    private static StoredObject object(MonthIndexListing.Listed listed) {
        return new StoredObject(listed.name(), listed.size());
    }
}
