/**
 * Tests of functions over HTTP: a function as a process of its own, on the JVM or as a native binary, a lake for it, and
 * scenarios in files that say what it answers.
 */
package dev.skytrove.testing.http;
