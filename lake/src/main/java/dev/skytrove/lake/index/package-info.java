/**
 * The word index of posts: which blocks of which files hold a word. It repeats what the posts say: without it every answer
 * is the same, slower. {@code docs/formats.md} has the form.
 */
package dev.skytrove.lake.index;
