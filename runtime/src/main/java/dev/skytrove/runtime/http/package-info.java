/**
 * How an HTTP function runs and how it says no.
 *
 * <p>A function listens on an address of its own or on sockets that systemd passes, and loses no request when it ends:
 * told to, it answers what it took on; by itself, after an idle time, it ends only when it took on nothing.
 *
 * <p>Every answer with an error status, whether a controller, a filter or Micronaut itself refuses, is an {@code
 * application/problem+json} that says what to change. It never holds a stack trace, a class name or a secret; what the
 * caller cannot mend is logged with an id that the answer repeats. A controller throws a {@link
 * dev.skytrove.runtime.http.ProblemException} and needs no error handling of its own.
 */
package dev.skytrove.runtime.http;
