package dev.skytrove.query.criteria;

/** A parameter of a request is not acceptable; the message tells a person why. */
public final class InvalidParameterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String parameter;
    private final String accepts;

    /**
     * @param parameter the name of the parameter at fault
     * @param detail what is wrong with it, for example {@code limit is 0}
     * @param accepts what it accepts, for example {@code a whole number from 1 to 1000}
     */
    public InvalidParameterException(String parameter, String detail, String accepts) {
        super(detail);
        this.parameter = parameter;
        this.accepts = accepts;
    }

    /** The name of the parameter at fault. */
    public String parameter() {
        return parameter;
    }

    /** What the parameter accepts. */
    public String accepts() {
        return accepts;
    }
}
