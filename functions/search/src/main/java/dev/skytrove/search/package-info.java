/** {@code GET /search}: posts of the lake as JSON. {@code docs/api.md} describes parameters and answer. */
package dev.skytrove.search;
