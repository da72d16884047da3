/** {@code GET /export}: posts of the lake as CSV. {@code docs/api.md} describes parameters and columns. */
package dev.skytrove.export;
