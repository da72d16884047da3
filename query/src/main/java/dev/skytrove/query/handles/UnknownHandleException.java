package dev.skytrove.query.handles;

/** A handle that a search names does not exist, neither in the lake nor in the network. */
public final class UnknownHandleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param handle as it was asked for */
    public UnknownHandleException(String handle) {
        super("no account has the handle " + handle
                + ": neither the lake nor the network knows it; check how it is spelt, or take the account's DID");
    }
}
