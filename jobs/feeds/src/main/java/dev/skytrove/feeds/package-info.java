/**
 * The job {@code feeds}: writes lists that are made from the lake by the clock, each as {@code feeds/<feed>/<time>.jsonl} and
 * then as {@code feeds/<feed>/latest.jsonl}. Feeds are configuration: a name, how often, and a query.
 *
 * <p>It needs no lease: two runs of one second write files of the same names, each whole.
 */
package dev.skytrove.feeds;
