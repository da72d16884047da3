/**
 * {@code ./skytrove demo} and {@code up}: starts the real processes on this machine, shows what they do, and ends them.
 *
 * <p>Nothing here is part of what runs on a server. The processes are used as anyone would use them: by their command
 * lines, settings, HTTP and stdout. stdout carries what a person reads and, as its last line, one JSON object; progress
 * goes to stderr.
 */
package dev.skytrove.demo;
