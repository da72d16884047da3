/**
 * What the lake must hold and a search must find, worked out a second time: from the lines that were sent and from the
 * documents, without any code of the modules under test. Slow and plain on purpose; where it and a module disagree,
 * one of the two misread {@code docs/formats.md}.
 */
package dev.skytrove.testing.model;
