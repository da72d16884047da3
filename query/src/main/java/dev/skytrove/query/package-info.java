/**
 * Searches the posts of the lake: criteria to a plan of files, to the local disk, to DuckDB, to rows.
 *
 * <p>{@link dev.skytrove.query.PostSearch} is the way in. A result never has a post twice, a deleted or superseded one,
 * or one of an account that is gone, whatever writes to the lake meanwhile (I4); it is whole or there is none. Knows
 * neither HTTP nor Redis.
 */
package dev.skytrove.query;
