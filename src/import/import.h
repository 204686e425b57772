// SPDX-License-Identifier: Apache-2.0
#ifndef PAYDESK_IMPORT_H
#define PAYDESK_IMPORT_H
/*
 * import: a bank moves in, from a directory of CSV files.
 *
 * import_run() reads customers, accounts, holders, standing orders and transactions (format:
 * docs/import.md), checks every row before anything is loaded, stages the rows in the database,
 * posts them in chunks through the posting engine and lets the database prove every running balance
 * against the bank's own.  It is the host administrator's act: it connects as the database role
 * paydesk_import, needs no staff session, and leaves an audit event.
 *
 * An import is known by the digest of its files.  It may be killed at any moment: the next run goes
 * on where the last one committed.  A finished one, run again, posts nothing and gives the same
 * figures.
 *
 * This room never prints.  Progress comes through a callback; what was found comes back in an
 * ImportReport, which the command line shows (import_report_json, import_report_bad).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/text.h"

#define IMPORT_BAD_KEPT    200 // findings kept for the report; the rest is counted
#define IMPORT_WARNING_MAX 16  // warnings kept; more than this cannot arise from six files
#define IMPORT_PREFIX_MAX  12  // characters of an account number prefix

typedef enum ImportPhase {
    IMPORT_PHASE_CHECK, // reading and judging the files; done and total are bytes
    IMPORT_PHASE_WAIT,  // another run still holds the import; done and total are milliseconds
    IMPORT_PHASE_STAGE, // copying rows to the database; done and total are bytes
    IMPORT_PHASE_POST,  // posting; done and total are transactions
    IMPORT_PHASE_PROVE  // comparing balances and freeing the accounts; done and total are 0 or 1
} ImportPhase;

typedef void ImportProgress(void *context, ImportPhase phase, int64_t done, int64_t total);

typedef struct ImportOptions {
    const char *directory; // where the CSV files are
    const char *db_user;   // NULL: paydesk_import
    const char *contract;  // as app_contract() says it; NULL: not compared
    const char *prefix;    // NULL: automatic (none, or the import's number when a number is taken)
    const char *currency;  // NULL: CZK
    bool dry_run;          // check the files only; no database is needed
    ImportProgress *progress; // may be NULL
    void *progress_context;
} ImportOptions;

typedef enum ImportOutcome {
    IMPORT_OUTCOME_REFUSED,  // bad rows: nothing was loaded; exit status 2
    IMPORT_OUTCOME_CHECKED,  // dry run, and all is well
    IMPORT_OUTCOME_FINISHED, // posted, proved, freed
    IMPORT_OUTCOME_REPEATED  // was finished before; nothing was posted, figures are those of then
} ImportOutcome;

typedef struct ImportBadRow {
    const char *file; // "transactions.csv"; static
    int64_t line;     // of the file, from 1; a quoted cell may span lines, then the row's first
    char *column;     // "" when the whole row is meant
    char *reason;     // a sentence, cleaned
} ImportBadRow;

typedef struct ImportReport {
    ImportOutcome outcome;
    int64_t customers;
    int64_t accounts;
    int64_t holders;
    int64_t standing_orders;
    int64_t transactions;
    int64_t mismatches; // rows whose balance does not follow; from the files when refused, else
                        // from the database
    int64_t elapsed_ms; // of the run that finished it
    int64_t import;     // the import's number in the database; 0 when it has none
    char prefix[IMPORT_PREFIX_MAX + 1];
    char currency[4];
    int64_t bad_rows;  // rows with anything wrong
    int64_t bad_count; // things wrong: a row may have several
    ImportBadRow bad[IMPORT_BAD_KEPT];
    size_t bad_kept;
    const char *last_bad_file; // where the newest finding was, so that a row is counted once
    int64_t last_bad_line;
    char *warnings[IMPORT_WARNING_MAX]; // sentences: ignored columns, absent optional files
    size_t warning_count;
} ImportReport;

// Does it all.  True: a verdict was reached, and it stands in the report (bad rows are a verdict:
// look at outcome). ERROR_FILE: the directory or a file is missing or unreadable; ERROR_CONFLICT:
// another run is at work, or this import was begun with another prefix or currency; else what the
// database said.  Give *ret_report back to import_report_done().
MUST_CHECK bool import_run(const ImportOptions *options, ImportReport *ret_report, Error *err);

// The exit status that goes with a report: 0, or 2 when it was refused.
int import_report_exit(const ImportReport *report);

// One JSON object in one line, without line end:
// {"customers":…,"accounts":…,…,"mismatches":0,"seconds":1.234,…}.
void import_report_json(const ImportReport *report, Text *line);

// For people: one line per bad row ("transactions.csv:17: amount_minor: is not a whole number"),
// then "and 12 more".
void import_report_bad(const ImportReport *report, Text *lines);

// For people: what was loaded, in a few lines.
void import_report_summary(const ImportReport *report, Text *lines);

// "Checking the files", "Posting" …: what a progress bar calls a phase.
const char *import_phase_title(ImportPhase phase);

void import_report_done(ImportReport *report);
AUTO_DEFINE_VALUE(ImportReport, import_report_done);

#endif
