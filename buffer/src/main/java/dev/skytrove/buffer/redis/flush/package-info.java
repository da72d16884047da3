/** The flush's side of Redis: lease, plans, and scripts that change them in one step. */
package dev.skytrove.buffer.redis.flush;
