/** The posts found so far, what is taken out of them (I4), and how they are read. */
package dev.skytrove.query.posts;
