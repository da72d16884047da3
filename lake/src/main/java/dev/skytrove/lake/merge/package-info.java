/** Makes of several files of a table one that holds their rows in order, in bounded memory. */
package dev.skytrove.lake.merge;
