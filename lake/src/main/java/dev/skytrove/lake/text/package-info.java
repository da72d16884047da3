/**
 * How texts are compared, and how they stand in URLs.
 *
 * <p>Compared are texts by the folding that both sides of a search go through. It is a public format (I7): {@code
 * docs/formats.md} says how to fold with other tools.
 */
package dev.skytrove.lake.text;
