/**
 * Which rows of a file nobody will see again, so that a file that replaces it may leave them out; and the one statement in
 * SQL of what hides posts for good.
 */
package dev.skytrove.query.dead;
