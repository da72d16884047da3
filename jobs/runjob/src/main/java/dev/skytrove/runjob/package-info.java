/**
 * All jobs as one process: a native binary of each would have a hundred megabytes. It is the job by whose name it is called,
 * through a link, or which its first argument names.
 */
package dev.skytrove.runjob;
