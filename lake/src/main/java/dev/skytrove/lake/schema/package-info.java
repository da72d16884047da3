/**
 * The columns of every table: a public format (I7).
 *
 * <p>To add a column, add one line for it to its table in {@link dev.skytrove.lake.schema.TableSchemas}, nullable,
 * behind the others and behind {@code added()}, raise its version, and add one line that fills it in the class of {@link
 * dev.skytrove.lake.event} that is named after the table's rows. Readers then know that older files lack it. The golden
 * files under {@code src/test/golden/schema} hold what was released: a version's folder has the tables that it changed. A
 * test refuses any change other than an added nullable column. Another one wants to see the column of a post in {@code
 * docs/formats.md}, with its value in the row that is shown there.
 */
package dev.skytrove.lake.schema;
