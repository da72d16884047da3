/** Lists that are made from the lake by the clock. */
package dev.skytrove.query.feeds;
