/**
 * Features: numbers that researchers give to posts. They lie in the lake beside the posts, hour by hour; of several values of
 * a post the one of the newest batch counts.
 */
package dev.skytrove.query.features;
