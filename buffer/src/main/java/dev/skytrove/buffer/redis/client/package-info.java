/** What all of Redis' users share: keys, connections, errors, what a server says of itself. */
package dev.skytrove.buffer.redis.client;
