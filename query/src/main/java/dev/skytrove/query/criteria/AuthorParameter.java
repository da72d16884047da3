package dev.skytrove.query.criteria;

import java.util.regex.Pattern;

/** The parameter {@code username}: syntax as atproto.com/specs/did and atproto.com/specs/handle have it. */
final class AuthorParameter {
    private static final String ACCEPTS = "a handle such as alice.bsky.social or a DID such as did:plc:…";
    private static final int LONGEST = 2048;
    private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");
    private static final Pattern HANDLE = Pattern.compile(
            "(?=.{1,253}$)([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");

    private AuthorParameter() {}

    /** Whom the value names; {@link Author#ANYONE} if it is blank. */
    static Author parse(String value) {
        String name = value.strip();
        if (name.isEmpty()) {
            return Author.ANYONE;
        }
        if (name.length() <= LONGEST && DID.matcher(name).matches()) {
            return new Author.Did(name);
        }
        String handle = name.startsWith("@") ? name.substring(1) : name;
        if (HANDLE.matcher(handle).matches()) {
            return new Author.Handle(handle);
        }
        throw new InvalidParameterException("username", "username is '" + Quoted.of(value) + "'", ACCEPTS);
    }
}
