/** How many events the lake has: {@code state/events.json}, which {@code compact} writes and functions read the head of. */
package dev.skytrove.lake.count;
