/**
 * The Arrow IPC streaming format, version 1.0 of <a href="https://arrow.apache.org/docs/format/Columnar.html">its
 * specification</a>, of the types that posts have. The messages' metadata is made by Arrow's own classes.
 */
package dev.skytrove.export.arrow;
