/** What the word index tells of a search: which rows of which files can match. It changes no answer. */
package dev.skytrove.query.index;
