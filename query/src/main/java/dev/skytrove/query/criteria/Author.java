package dev.skytrove.query.criteria;

/** Whose posts are asked for, or who is mentioned or answered. */
public sealed interface Author {
    /**
     * An account.
     *
     * @param did its DID, for example {@code did:plc:ewvi7nxzyoun6zhxrhs64oiz}
     */
    record Did(String did) implements Author {}

    /**
     * The account that a handle points to.
     *
     * @param handle the handle without {@code @}, in any case, for example {@code alice.bsky.social}
     */
    record Handle(String handle) implements Author {}

    /**
     * The accounts that handles below a domain point to.
     *
     * @param domain without a dot before it, in any case, for example {@code example.org}; it is no such handle itself
     */
    record Below(String domain) implements Author {}
}
