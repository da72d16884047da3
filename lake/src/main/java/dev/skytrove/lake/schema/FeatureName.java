package dev.skytrove.lake.schema;

import dev.skytrove.lake.Table;
import java.util.regex.Pattern;

/** Which names features of posts may have. */
public final class FeatureName {
    /** What a name looks like, for people. */
    public static final String FORM = "a lower-case letter, then up to 62 such letters, digits and underscores";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    private FeatureName() {}

    /** Whether a feature may have this name, which is none of the columns that every file of features has. */
    public static boolean isOne(String name) {
        return NAME.matcher(name).matches()
                && TableSchemas.columns(Table.FEATURES).stream().noneMatch(column -> column.name().equals(name));
    }
}
