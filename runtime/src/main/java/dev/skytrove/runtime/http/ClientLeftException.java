package dev.skytrove.runtime.http;

/**
 * The client has left before it was answered, so nobody reads this: the status is for metrics and the access log, where it
 * is told apart from failures. It is the one that proxies have for it, and none of HTTP's own.
 */
public final class ClientLeftException extends ProblemException {
    private static final long serialVersionUID = 1L;

    private static final int STATUS = 499;

    /** One. */
    public ClientLeftException() {
        super(new Problem(
                "about:blank", "Client Closed Request", STATUS, "the client left before it was answered", "", "", "", ""));
    }
}
