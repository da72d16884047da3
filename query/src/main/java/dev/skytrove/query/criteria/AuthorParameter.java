package dev.skytrove.query.criteria;

import java.util.regex.Pattern;

/** The names of accounts: syntax as atproto.com/specs/did and atproto.com/specs/handle have it. */
final class AuthorParameter {
    private static final String ACCEPTS = "a handle such as alice.bsky.social or a DID such as did:plc:…";
    private static final String ACCEPTS_DOMAINS = ACCEPTS + ", or *.example.org for all handles below a domain";
    private static final int LONGEST = 2048;
    private static final Pattern DID = Pattern.compile("did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]");
    private static final Pattern HANDLE = Pattern.compile(
            "(?=.{1,253}$)([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\\.)+[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?");


    /**
     * What is pasted along and not seen: format characters such as the marks of direction that apps put around a handle,
     * and all else that Unicode has shown as nothing (Default_Ignorable_Code_Point).
     */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F"
            + "\\u2065\\u3164\\uFE00-\\uFE0F\\uFFA0\\uFFF0-\\uFFF8\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E0FFF}]");

    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$");
    private static final Pattern AT = Pattern.compile("^[@\uFF20]");

    private AuthorParameter() {}

    /**
     * Whose posts the value names: a handle, a DID, or {@code *.} and a domain.
     *
     * @param parameter that has it
     */
    static Author author(String parameter, String value) {
        String name = name(value);
        // What a handle may end with.
        if (name.startsWith("*.") && isHandle("x" + name.substring(1))) {
            return new Author.Below(name.substring(2));
        }
        return parse(parameter, value, name, ACCEPTS_DOMAINS);
    }

    /** Whom the value names: a handle or a DID. */
    static Author account(String parameter, String value) {
        return parse(parameter, value, name(value), ACCEPTS);
    }

    private static Author parse(String parameter, String value, String name, String accepts) {
        if (name.length() <= LONGEST && DID.matcher(name).matches()) {
            return new Author.Did(name);
        }
        if (isHandle(name)) {
            return new Author.Handle(name);
        }
        String has = parameter.equals("text") ? " names '" : " is '";
        throw new InvalidParameterException(parameter, parameter + has + Quoted.of(value) + "'", accepts);
    }

    private static boolean isHandle(String name) {
        return HANDLE.matcher(name).matches();
    }

    private static String name(String value) {
        String visible = AROUND.matcher(INVISIBLE.matcher(value).replaceAll("")).replaceAll("");
        return AT.matcher(visible).replaceFirst("");
    }
}
