/**
 * How long a function that nobody has asked for a while takes to answer: from the start of its process to the last byte
 * of the first answer, as a binary, on a JVM, and beside a bare C program and a server in Node that run the same SQL.
 */
package dev.skytrove.bench.coldstart;
