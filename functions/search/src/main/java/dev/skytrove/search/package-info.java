/**
 * The HTTP function {@code search}: posts of the lake as JSON, counts of them, and what else {@code docs/api.md} describes.
 */
package dev.skytrove.search;
