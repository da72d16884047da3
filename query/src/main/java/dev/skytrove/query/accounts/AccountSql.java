package dev.skytrove.query.accounts;

import dev.skytrove.lake.Table;
import dev.skytrove.lake.visibility.AccountStatement;
import dev.skytrove.query.read.LakeSql;
import java.util.concurrent.TimeUnit;

/** Parts of SQL about rows of {@code accounts}: the order of {@link AccountStatement}, which holds for handles too. */
public final class AccountSql {
    /** Rows of files of accounts, to stand behind FROM. */
    public static final String ROWS = LakeSql.rows(Table.ACCOUNTS);

    /** The handle of accounts whose own does not point to them: not a name, and nobody's. */
    static final String NOBODYS = "handle.invalid";

    /** The time that an event states, where it can be believed, else that at which it was seen. */
    static final String TOLD_AT = "CASE WHEN epoch_us(event_at) BETWEEN epoch_us(indexed_at) - "
            + TimeUnit.MICROSECONDS.convert(AccountStatement.BELIEVED)
            + " AND epoch_us(indexed_at) THEN event_at ELSE indexed_at END";

    /** The fields of a struct that orders events; what they say follows. */
    public static final String PLACE = "'told_at': " + TOLD_AT + ", 'indexed_at': indexed_at, 'seq': seq";

    /** Whether an event of kind account says that the account is not shown. */
    public static final String HIDES = "active IS DISTINCT FROM true";

    private AccountSql() {}

    /** Whether a handle is none. */
    public static String isNobodys(String handle) {
        return "lower(" + handle + ") = '" + NOBODYS + "'";
    }
}
