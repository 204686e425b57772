// SPDX-License-Identifier: Apache-2.0
/*
 * bulk_internal: what the files of this room share.  The way of a line:
 *
 *   bulk_file   bytes of the file, with digest; which reader takes them
 *   bulk_csv    rows of a CSV            \
 *   bulk_pain   payments of a pain.001   /  -> BulkLine, as written
 *   bulk_line   judges the fields        -> BulkLine, good or with its first fault
 *   bulk_load   chunks of lines to the database
 */
#ifndef BULK_BULK_INTERNAL_H
#define BULK_BULK_INTERNAL_H

#include <stdint.h>

#include "base/currency.h"
#include "base/digest.h"
#include "base/text.h"
#include "bulk/bulk.h"

enum {
    BULK_LINES_MAX = 500000, // of one file; the database says the same
    BULK_VALUE_MAX = 4096,   // bytes of one value
    BULK_DATE_SIZE = 11,     // "2026-11-30"
};

typedef enum BulkFormat { BULK_AUTO, BULK_CSV, BULK_PAIN001 } BulkFormat;

// bulk_line.c: one payment.  The texts are as written until bulk_line_judge() has cleaned them.
typedef struct BulkLine {
    int64_t line; // where it begins in the file
    Text account;
    bool is_iban; // given as an IBAN: its check digits count
    Text amount;
    Text currency; // empty: the payer's
    Text name;
    Text text;
    Text reference;
    int64_t amount_minor; // 0: not known
    Error fault;          // the first one; ERROR_NONE: the line is good
} BulkLine;

void bulk_line_init(BulkLine *line);
void bulk_line_done(BulkLine *line);
AUTO_DEFINE_VALUE(BulkLine, bulk_line_done);
void bulk_line_clear(BulkLine *line);
// Fills amount_minor and fault, and makes the texts what may be kept: clean, trimmed, cut.
void bulk_line_judge(BulkLine *line, Currency currency);
// Two letters, two digits, the rest; with right check digits (ISO 7064 MOD 97-10).
bool bulk_iban_is_right(const char *iban);

// bulk_sum.c: exact sums of decimals, for the control sums of a file.
typedef struct BulkSum {
    uint64_t whole;
    uint64_t fraction; // in units of 10^-17
    bool is_unknown;   // something that cannot be read was added
} BulkSum;

// False: not a decimal, or beyond all measure.
bool bulk_sum_parse(const char *text, BulkSum *ret_sum);
void bulk_sum_add(BulkSum *sum, const char *amount);
bool bulk_sum_equal(const BulkSum *left, const BulkSum *right);

// bulk_file.c: one reading of a file.
// False stops the reading with that error.
typedef bool BulkLineFn(void *context, BulkLine *line, Error *err);

typedef struct BulkReading {
    // What to read.
    const char *path;
    BulkFormat format;
    const char *payer;   // whom a pain.001 must name
    BulkLineFn *on_line; // NULL: only count
    void *context;
    const Watch *watch;
    const char *what; // for the watch: "Reading"
    // What was found.
    BulkFormat found;
    int64_t count;                       // lines
    Text message;                        // MsgId
    char execution_date[BULK_DATE_SIZE]; // that all payments ask for; "" none
    char digest[DIGEST_TEXT_SIZE];
} BulkReading;

void bulk_reading_done(BulkReading *reading);
AUTO_DEFINE_VALUE(BulkReading, bulk_reading_done);
// Reads the file from its beginning to its end.
MUST_CHECK bool bulk_read(BulkReading *reading, Error *err);

// Where the readers get their bytes; the context is a BulkSource: 0 at the end, -1 when reading
// failed.
typedef struct BulkSource BulkSource;
int64_t bulk_source_read(void *context, char *bytes, size_t size);

// A line was met: counts it and hands it on.
MUST_CHECK bool bulk_reading_line(BulkReading *reading, BulkLine *line, Error *err);

MUST_CHECK bool bulk_read_csv(BulkReading *reading, BulkSource *source, Error *err);
MUST_CHECK bool bulk_read_pain(BulkReading *reading, BulkSource *source, Error *err);

// bulk_ask.c: calls that survive a lost connection.  The function has p_request = request with the
// label, the request itself if it is NULL; asking again is therefore safe.
MUST_CHECK bool bulk_ask(const BulkCall *call, const char *function, const char *request,
                         const char *label, const DbParam *params, size_t count,
                         FormResult **ret_answer, Error *err);
// A whole number of an answer; 0 if it has none of that name.
int64_t bulk_answer_number(const FormResult *answer, const char *name);
// The answer of the last call becomes that of the whole request.
MUST_CHECK bool bulk_answer_give(const BulkCall *call, const FormResult *answer, Error *err);

#endif
