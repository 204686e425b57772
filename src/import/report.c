// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <stdlib.h>

#include "import/import_internal.h"

void import_bad(ImportReport *report, const char *file, int64_t line, const char *column,
                const char *reason)
{
    if (report->last_bad_file != file || report->last_bad_line != line)
        report->bad_rows++;
    report->last_bad_file = file;
    report->last_bad_line = line;
    report->bad_count++;
    if (report->bad_kept == IMPORT_BAD_KEPT)
        return;
    report->bad[report->bad_kept++] = (ImportBadRow){
        .file = file,
        .line = line,
        .column = text_copy(column),
        .reason = text_copy(reason),
    };
}

void import_warn(ImportReport *report, const char *format, ...)
{
    if (report->warning_count == IMPORT_WARNING_MAX)
        return;
    AUTO(text_done) Text sentence = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&sentence, format, arguments);
    va_end(arguments);
    report->warnings[report->warning_count++] = text_take(&sentence);
}

int import_report_exit(const ImportReport *report)
{
    return report->outcome == IMPORT_OUTCOME_REFUSED ? 2 : 0;
}

static const char *outcome_name(ImportOutcome outcome)
{
    switch (outcome) {
    case IMPORT_OUTCOME_REFUSED:
        return "refused";
    case IMPORT_OUTCOME_CHECKED:
        return "checked";
    case IMPORT_OUTCOME_FINISHED:
        return "finished";
    case IMPORT_OUTCOME_REPEATED:
        return "finished_before";
    }
    return "";
}

static void json_bad(const ImportReport *report, Text *line)
{
    text_add(line, ",\"bad\":[");
    for (size_t i = 0; i < report->bad_kept; i++) {
        const ImportBadRow *bad = &report->bad[i];
        text_add(line, i == 0 ? "{\"file\":" : ",{\"file\":");
        text_add_json(line, bad->file);
        text_add_format(line, ",\"line\":%" PRId64 ",\"column\":", bad->line);
        text_add_json(line, bad->column);
        text_add(line, ",\"reason\":");
        text_add_json(line, bad->reason);
        text_add_char(line, '}');
    }
    text_add(line, "]");
}

static void json_warnings(const ImportReport *report, Text *line)
{
    text_add(line, ",\"warnings\":[");
    for (size_t i = 0; i < report->warning_count; i++) {
        text_add(line, i == 0 ? "" : ",");
        text_add_json(line, report->warnings[i]);
    }
    text_add(line, "]");
}

void import_report_json(const ImportReport *report, Text *line)
{
    const struct {
        const char *name;
        int64_t value;
    } numbers[] = {
        {"customers", report->customers},       {"accounts", report->accounts},
        {"holders", report->holders},           {"standing_orders", report->standing_orders},
        {"transactions", report->transactions}, {"mismatches", report->mismatches},
        {"bad_rows", report->bad_rows},         {"import", report->import},
    };
    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        text_add_format(line, "%c\"%s\":%" PRId64, i == 0 ? '{' : ',', numbers[i].name,
                        numbers[i].value);
    text_add_format(line, ",\"seconds\":%" PRId64 ".%03" PRId64, report->elapsed_ms / 1000,
                    report->elapsed_ms % 1000);
    text_add(line, ",\"outcome\":");
    text_add_json(line, outcome_name(report->outcome));
    text_add(line, ",\"currency\":");
    text_add_json(line, report->currency);
    text_add(line, ",\"prefix\":");
    text_add_json(line, report->prefix);
    json_warnings(report, line);
    json_bad(report, line);
    text_add_char(line, '}');
}

void import_report_bad(const ImportReport *report, Text *lines)
{
    for (size_t i = 0; i < report->bad_kept; i++) {
        const ImportBadRow *bad = &report->bad[i];
        text_add_format(lines, "%s:%" PRId64 ": %s%s%s\n", bad->file, bad->line, bad->column,
                        bad->column[0] == '\0' ? "" : ": ", bad->reason);
    }
    if (report->bad_count > (int64_t)report->bad_kept)
        text_add_format(lines, "… and %" PRId64 " more\n",
                        report->bad_count - (int64_t)report->bad_kept);
}

static void summary_head(const ImportReport *report, Text *lines)
{
    switch (report->outcome) {
    case IMPORT_OUTCOME_REFUSED:
        text_add_format(lines,
                        "Nothing was loaded: %" PRId64 " bad row(s), of them %" PRId64
                        " with a balance that does not follow.\n",
                        report->bad_rows, report->mismatches);
        break;
    case IMPORT_OUTCOME_CHECKED:
        text_add(lines, "The files are in order; nothing was loaded (dry run).\n");
        break;
    case IMPORT_OUTCOME_FINISHED:
        text_add_format(lines, "The bank has moved in (import %" PRId64 ").\n", report->import);
        break;
    case IMPORT_OUTCOME_REPEATED:
        text_add_format(lines,
                        "These files were moved in before (import %" PRId64
                        "); nothing was posted now.\n",
                        report->import);
        break;
    }
}

void import_report_summary(const ImportReport *report, Text *lines)
{
    summary_head(report, lines);
    text_add_format(lines,
                    "  customers        %10" PRId64 "\n  accounts         %10" PRId64
                    "\n  holders          %10" PRId64 "\n  standing orders  %10" PRId64
                    "\n  transactions     %10" PRId64 "\n  mismatches       %10" PRId64 "\n",
                    report->customers, report->accounts, report->holders, report->standing_orders,
                    report->transactions, report->mismatches);
    if (report->prefix[0] != '\0')
        text_add_format(lines, "  account numbers begin with %s\n", report->prefix);
    if (report->elapsed_ms > 0)
        text_add_format(lines, "  seconds          %6" PRId64 ".%03" PRId64 "\n",
                        report->elapsed_ms / 1000, report->elapsed_ms % 1000);
    for (size_t i = 0; i < report->warning_count; i++)
        text_add_format(lines, "  note: %s\n", report->warnings[i]);
}

const char *import_phase_title(ImportPhase phase)
{
    switch (phase) {
    case IMPORT_PHASE_CHECK:
        return "Checking the files";
    case IMPORT_PHASE_WAIT:
        return "Waiting for another run";
    case IMPORT_PHASE_STAGE:
        return "Copying to the database";
    case IMPORT_PHASE_POST:
        return "Posting";
    case IMPORT_PHASE_PROVE:
        return "Proving the balances";
    }
    return "";
}

void import_report_done(ImportReport *report)
{
    for (size_t i = 0; i < report->bad_kept; i++) {
        free(report->bad[i].column);
        free(report->bad[i].reason);
    }
    for (size_t i = 0; i < report->warning_count; i++)
        free(report->warnings[i]);
    *report = (ImportReport){.outcome = IMPORT_OUTCOME_REFUSED};
}
