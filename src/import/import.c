// SPDX-License-Identifier: Apache-2.0
#include "import/import.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/money.h"
#include "import/import_internal.h"

static const char default_currency[] = "CZK";

static bool prefix_check(const char *prefix, Error *err)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (prefix == NULL)
        return true;
    if (strlen(prefix) <= IMPORT_PREFIX_MAX && prefix[strspn(prefix, allowed)] == '\0')
        return true;
    return error_set_field(err, ERROR_MALFORMED, "prefix", "Leave it out to have one chosen.",
                           "A prefix has up to %d characters: A-Z, 0-9 and hyphens.",
                           IMPORT_PREFIX_MAX);
}

static bool currency_check(const char *currency, Error *err)
{
    Currency found;
    if (currency_find(currency, &found))
        return true;
    return error_set_field(err, ERROR_MALFORMED, "currency", "Give its three letters, such as CZK.",
                           "This is not a currency.");
}

static bool run(const ImportOptions *options, ImportReport *report, Error *err)
{
    char digest[DIGEST_TEXT_SIZE];
    Clock clock = clock_system();
    int64_t began_us = clock_now_us(&clock);
    const char *currency = options->currency != NULL ? options->currency : default_currency;
    if (!prefix_check(options->prefix, err) || !currency_check(currency, err))
        return false;
    (void)snprintf(report->currency, sizeof report->currency, "%s", currency);
    if (!import_check(options, report, digest, err))
        return false;
    report->elapsed_ms = (clock_now_us(&clock) - began_us) / 1000;
    report->outcome = IMPORT_OUTCOME_CHECKED;
    if (report->bad_count > 0)
        report->outcome = IMPORT_OUTCOME_REFUSED;
    if (report->bad_count > 0 || options->dry_run)
        return true;
    return import_load(options, digest, began_us, report, err);
}

bool import_run(const ImportOptions *options, ImportReport *ret_report, Error *err)
{
    ImportReport report = {.outcome = IMPORT_OUTCOME_REFUSED};
    if (run(options, &report, err)) {
        *ret_report = report;
        return true;
    }
    import_report_done(&report);
    return false;
}
