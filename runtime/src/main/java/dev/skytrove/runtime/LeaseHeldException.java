package dev.skytrove.runtime;

/** Another run holds the lease, found where no {@link JobResult.LeaseHeld} can be returned. */
public final class LeaseHeldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String holder;

    /** @param holder who holds it, for people */
    public LeaseHeldException(String holder) {
        super("the lease is held by " + holder);
        this.holder = holder;
    }

    /** Who holds it, for people. */
    public String holder() {
        return holder;
    }
}
