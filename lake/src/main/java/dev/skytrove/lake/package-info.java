/**
 * What the lake is made of: tables, hours, object names, and the rule that says which files are live.
 *
 * <p>Pure values without I/O. Names and schemas are a public format (I7): readers that know nothing of skytrove rely
 * on them, so they may be added to but never changed. {@code docs/formats.md} describes them for people.
 */
package dev.skytrove.lake;
