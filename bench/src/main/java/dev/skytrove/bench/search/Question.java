package dev.skytrove.bench.search;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A class of queries.
 *
 * @param name in the table and the JSON
 * @param target path and query for the function
 * @param plain the same as a whole statement for DuckDB, with {@code $files} for what it reads
 */
record Question(String name, String target, String plain) {
    private static final int LIMIT = 50;
    private static final int EXPORTED = 10_000;
    private static final String COLUMNS = "uri, author_did, rkey, cid, rev, operation, text, created_at, indexed_at, sort_at,"
            + " langs, reply_root_uri, reply_parent_uri, quote_uri, embed_type, image_count, has_video, link_uris, hashtags,"
            + " mention_dids, self_labels";
    private static final String ROWS = "read_parquet('$files', hive_partitioning = false)";

    /**
     * All of them.
     *
     * @param author an account that writes some posts a day
     */
    static List<Question> all(String author) {
        String common = Planted.COMMON.text();
        String rare = Planted.E6.text();
        return List.of(
                search("common", common, like(common)),
                search("e-3", Planted.E3.text(), like(Planted.E3.text())),
                search("e-4", Planted.E4.text(), like(Planted.E4.text())),
                search("e-5", Planted.E5.text(), like(Planted.E5.text())),
                search("rare", rare, like(rare)),
                search("e-7", Planted.E7.text(), like(Planted.E7.text())),
                search("absent", "xyqquzzyj", like("xyqquzzyj")),
                search("cjk", Planted.CJK.text(), like(Planted.CJK.text())),
                search("two-words", common + " " + Planted.E3.text(), like(common) + " AND " + like(Planted.E3.text())),
                search("phrase", '"' + Planted.PHRASE.text() + '"', like(Planted.PHRASE.text())),
                search("or", rare + " OR " + Planted.E5.text(), "(" + like(rare) + " OR " + like(Planted.E5.text()) + ")"),
                listed("author", "username=" + encoded(author), "author_did = '" + author + "'"),
                listed("author-word", "username=" + encoded(author) + "&text=" + common,
                        "author_did = '" + author + "' AND " + like(common)),
                listed("hashtag", "hashtag=zinnias", "list_contains(list_transform(hashtags, lambda x: lower(x)), 'zinnias')"),
                new Question("by-hour", "/aggregate?by=hour&text=" + encoded(Planted.E3.text()),
                        "SELECT date_trunc('hour', sort_at), count(*) FROM " + ROWS + " WHERE "
                                + like(Planted.E3.text()) + " GROUP BY ALL"),
                new Question("all-by-hour", "/aggregate?by=hour",
                        "SELECT date_trunc('hour', sort_at), count(*) FROM " + ROWS + " GROUP BY ALL"),
                new Question("export", "/export?limit=" + EXPORTED + "&text=" + encoded(common),
                        select(like(common), EXPORTED)));
    }

    boolean isExport() {
        return target.startsWith("/export");
    }

    private static Question search(String name, String text, String condition) {
        return listed(name, "text=" + encoded(text), condition);
    }

    private static Question listed(String name, String parameters, String condition) {
        return new Question(name, "/search?limit=" + LIMIT + "&" + parameters, select(condition, LIMIT));
    }

    private static String select(String condition, int limit) {
        return "SELECT " + COLUMNS + " FROM " + ROWS + " WHERE " + condition + " ORDER BY sort_at DESC LIMIT " + limit;
    }

    private static String like(String text) {
        return "text ILIKE '%" + text + "%'";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
