// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_SOURCE_H
#define PAYDESK_IMPORT_SOURCE_H
/*
 * source: the bytes of one file of the directory, as csv wants them; keeps the digest and tells the
 * progress.
 */
#include "import/import_internal.h"

typedef struct ImportSource {
    ImportReading *reading;
    Digest *digest; // of this file
    int fd;
    int failure; // errno of a read that failed
} ImportSource;

MUST_CHECK bool import_source_open(ImportReading *reading, const char *file,
                                   ImportSource *ret_source, Error *err);

// A CsvSource.
int64_t import_source_read(void *context, char *bytes, size_t size);

// Adds the file's name and digest to the reading's.
void import_source_finish(ImportSource *source, const char *file);

void import_source_done(ImportSource *source);
AUTO_DEFINE_VALUE(ImportSource, import_source_done);

#endif
