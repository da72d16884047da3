package dev.skytrove.runtime.http;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;

/** A request is refused with this problem; nothing is logged. */
public class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    /** @param detail what is wrong and what to change, for the caller */
    public ProblemException(HttpStatus status, String detail) {
        this(Problem.of(status, detail));
    }

    /** Refuses with any problem. */
    public ProblemException(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    /** What the answer says. */
    public final Problem problem() {
        return problem;
    }

    /** Adds headers to the answer. */
    void decorate(MutableHttpResponse<?> response) {}
}
