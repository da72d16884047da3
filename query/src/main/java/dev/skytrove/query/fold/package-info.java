/** What becomes of all posts that a condition finds, at a bounded cost of memory. */
package dev.skytrove.query.fold;
