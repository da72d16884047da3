/** Tables of cases that every form of a rule is tested with. */
package dev.skytrove.testing.visibility;
