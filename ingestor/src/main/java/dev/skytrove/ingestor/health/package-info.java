/** The state that the ingestor is in, and what it says of it to its own machine. */
package dev.skytrove.ingestor.health;
