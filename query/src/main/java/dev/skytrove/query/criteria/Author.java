package dev.skytrove.query.criteria;

/** Whose posts are asked for. */
public sealed interface Author {
    /** Everybody's. */
    Author ANYONE = new Anyone();

    /** Everybody's. */
    record Anyone() implements Author {}

    /**
     * One account's.
     *
     * @param did its DID, for example {@code did:plc:ewvi7nxzyoun6zhxrhs64oiz}
     */
    record Did(String did) implements Author {}

    /**
     * Those of the account that a handle points to.
     *
     * @param handle the handle without {@code @}, in any case, for example {@code alice.bsky.social}
     */
    record Handle(String handle) implements Author {}
}
