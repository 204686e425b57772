// SPDX-License-Identifier: Apache-2.0
/*
 * bulk: files of many payments from one account.
 *
 * The flows behind bulk.load and bulk.post.  Loading reads the file twice: once to judge it as a
 * whole (it is well-formed, its sums are right, it pays from the right account), so that a file
 * that cannot be used leaves nothing behind; then line by line into the database, in chunks, each a
 * call with a request id of its own that is derived from the bulk's.  Whoever is cut off, by a lost
 * connection or kill -9, asks again and goes on behind the last chunk.  Posting asks for chunk
 * after chunk in the same way.  The database decides about everything but the shape of a line.
 *
 * Files are read in bounded memory, whatever their size.  docs/bulk.md tells the formats.
 */
#ifndef BULK_BULK_H
#define BULK_BULK_H

#include <stdbool.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/watch.h"
#include "db/db.h"
#include "form/form.h"

typedef struct BulkCall {
    Db *db;
    const FormValues *values; // checked
    const char *request;
    const Watch *watch; // NULL: nobody looks
    FormResult *result; // gets the answer
} BulkCall;

// ERROR_FILE: it cannot be read.  ERROR_MALFORMED on field file: it is no such file, with the line.
// ERROR_CONFLICT: it was changed while it was read, or loaded before.  ERROR_CANCELLED: the watch
// said so; what is loaded stays, and loading the file again goes on there.
MUST_CHECK bool bulk_load(const BulkCall *call, Error *err);
// ERROR_CANCELLED: the watch said so; what is posted stays, and posting again goes on there.
MUST_CHECK bool bulk_post(const BulkCall *call, Error *err);

#endif
