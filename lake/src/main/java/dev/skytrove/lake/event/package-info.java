/**
 * The event model: from the JSON that Jetstream sent to the rows of the lake.
 *
 * <ul>
 *   <li>{@link dev.skytrove.lake.event.EventHeader} is the quick look that the ingestor takes at every event: where it
 *       goes and whether it was seen before.
 *   <li>{@link dev.skytrove.lake.event.EventRows} reads the whole event into its table's columns.
 * </ul>
 *
 * <p>Input that is no event fails with a {@link dev.skytrove.lake.event.MalformedEventException} whose {@link
 * dev.skytrove.lake.event.MalformedReason} is one of a closed set; no bytes whatever make anything else escape (I6).
 * Within a record nothing is an error: it is a stranger's, and a field of a wrong type is as good as absent.
 *
 * <p>Each table's columns are filled in one class: {@code PostRow}, {@code ReactionRow} (likes, reposts), {@code
 * RelationRow} (follows, blocks), {@code ProfileRow}, {@code AccountRow}, {@code DeleteRow} and {@code OtherRow}. To
 * add a column, add it to {@link dev.skytrove.lake.schema.TableSchemas} and put it under the same name there. {@code
 * EventScanner} finds the header's fields, {@code Routing} tells an event's table, which is one of {@link
 * dev.skytrove.lake.event.EventTables}, {@code Fingerprint} hashes duplicate keys, {@code CreatedAt} and {@code SortAt}
 * tell times.
 */
package dev.skytrove.lake.event;
