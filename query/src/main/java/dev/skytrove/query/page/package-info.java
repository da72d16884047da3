/** Puts the posts found in order: a page of an answer, or an export. */
package dev.skytrove.query.page;
