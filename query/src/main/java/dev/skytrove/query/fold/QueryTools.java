package dev.skytrove.query.fold;

import dev.skytrove.query.admission.MemoryMode;
import dev.skytrove.query.duckdb.Session;
import dev.skytrove.query.index.IndexSearch;
import dev.skytrove.query.read.LakeReader;

/**
 * What one query reads the lake with.
 *
 * @param indexes in which it finds words
 */
public record QueryTools(Session session, MemoryMode mode, LakeReader reader, IndexSearch indexes) {}
