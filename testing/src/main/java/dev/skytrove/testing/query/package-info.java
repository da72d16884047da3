/**
 * What queries must find, by looking at every post: made-up lakes, random queries as people write them, and their
 * answers. Written from {@code docs/api.md} alone; queries are printed, never parsed.
 */
package dev.skytrove.testing.query;
