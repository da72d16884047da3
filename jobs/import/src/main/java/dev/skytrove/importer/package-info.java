/**
 * The job {@code import}: events that somebody recorded, and what researchers say of posts, into the lake.
 *
 * <p>Lines are sorted into hours on the disk; an hour is written when all that is read has passed it. What the lake has
 * already is left out, so that a line may be read any number of times: the position that a run saves only tells where reading
 * again is a waste. No object gets a name that another had: every hour that is written takes a batch number of its own.
 */
package dev.skytrove.importer;
