package dev.skytrove.lake.event;

/** A frame is no event. Cheap to throw: it has neither a stack trace nor a cause, only the reason. */
public final class MalformedEventException extends Exception {
    private static final long serialVersionUID = 1L;

    private final MalformedReason reason;

    /** An exception with the reason's label as its message. */
    public MalformedEventException(MalformedReason reason) {
        super(reason.label(), null, false, false);
        this.reason = reason;
    }

    /** Why the frame is no event. */
    public MalformedReason reason() {
        return reason;
    }
}
