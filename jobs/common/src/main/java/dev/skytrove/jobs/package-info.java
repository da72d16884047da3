/**
 * What jobs share: the store that {@code SKYTROVE_STORAGE} names, the crash points of tests, the check of the S3 client, and
 * how a failure of the store is told.
 *
 * <p>A job adds a {@code Job} bean, a {@code main} that starts it with {@code JobRunner}, its own settings, and
 * where it may be killed a bean {@link dev.skytrove.jobs.CrashPoints}. Its pom has
 * {@code jobs/pom.xml} as parent.
 */
package dev.skytrove.jobs;
