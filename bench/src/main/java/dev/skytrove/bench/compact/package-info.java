/** How long a compaction of a day takes, how much memory, and what it leaves. */
package dev.skytrove.bench.compact;
