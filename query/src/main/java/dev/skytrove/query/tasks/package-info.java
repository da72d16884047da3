/** What a process does beside its queries, and what becomes of its failures. */
package dev.skytrove.query.tasks;
