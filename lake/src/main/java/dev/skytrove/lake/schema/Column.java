package dev.skytrove.lake.schema;

/**
 * A column of a table.
 *
 * @param name as in files
 * @param type of its values
 * @param nullable whether a row may lack a value
 * @param added whether it was added to a table of which there were files: theirs lack it (I7)
 */
public record Column(String name, ColumnType type, boolean nullable, boolean added) {}
