package dev.skytrove.runtime.http;

import io.micronaut.http.HttpStatus;

/** A parameter of the request is wrong: 400, naming it and what it accepts. */
public final class BadParameterException extends ProblemException {
    private static final long serialVersionUID = 1L;

    /**
     * @param parameter its name, for example {@code limit}
     * @param detail what is wrong with it, for example {@code limit is 0}
     * @param accepts what it accepts, for example {@code a whole number from 1 to 1000}
     */
    public BadParameterException(String parameter, String detail, String accepts) {
        super(Problem.of(HttpStatus.BAD_REQUEST, detail).withParameter(parameter, accepts));
    }
}
