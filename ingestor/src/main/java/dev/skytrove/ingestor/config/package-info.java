/** The settings of the ingestor. */
package dev.skytrove.ingestor.config;
