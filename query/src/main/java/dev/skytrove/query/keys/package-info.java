/** Record keys, as far as they tell a time. */
package dev.skytrove.query.keys;
