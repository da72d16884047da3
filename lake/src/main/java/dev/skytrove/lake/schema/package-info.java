/**
 * The columns of every table: a public format (I7).
 *
 * <p>To add a column, add one line for it to its table in {@link dev.skytrove.lake.schema.TableSchemas}, nullable,
 * behind the others and behind {@code added()}, raise its version, and add one line that fills it in the class of {@link
 * dev.skytrove.lake.event} that is named after the table's rows; {@code JsonObject} reads only fields whose names it lists.
 * Readers then know that older files lack it. The golden
 * files under {@code src/test/golden/schema} hold what was released: a version's folder has the tables that it changed. A
 * test refuses any change other than an added nullable column. The tests' frame that fills every column needs a value for
 * it.
 */
package dev.skytrove.lake.schema;
