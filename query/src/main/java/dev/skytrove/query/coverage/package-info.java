/** Whether the hours that an answer is about are certified complete: what {@code lake.coverage} knows, kept in memory. */
package dev.skytrove.query.coverage;
