package dev.skytrove.importer;

import dev.skytrove.lake.CrashPoint;

/** Where an import may die. */
enum ImportCrashPoint implements CrashPoint {
    /** Of the files of an imported hour one is in the bucket: the next run adds what is missing, under a number of its own. */
    IMPORT_FIRST_FILE_PUT,
    /** All files of the hour are in the bucket, and nothing says that their lines were read: the next run finds them there. */
    IMPORT_FILES_PUT
}
