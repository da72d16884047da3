/** What the ingestor asks of a server of events. Another kind of server is another package that implements it. */
package dev.skytrove.ingestor.source;
