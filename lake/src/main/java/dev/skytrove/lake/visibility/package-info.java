/** Who may be seen: the rules of {@code docs/formats.md}, for all that read events or rows. */
package dev.skytrove.lake.visibility;
