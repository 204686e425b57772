// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli_internal.h"
#include "import/import.h"

enum { BAR_COLUMNS = 40 };

// One line that is drawn over itself, on a terminal only.
static void draw_progress(void *context, ImportPhase phase, int64_t done, int64_t total)
{
    AUTO(text_done) Text line = TEXT_EMPTY;
    (void)context;
    int64_t part = total > 0 ? done * BAR_COLUMNS / total : BAR_COLUMNS;
    text_add_format(&line, "\r%-28s [", import_phase_title(phase));
    for (int64_t i = 0; i < BAR_COLUMNS; i++)
        text_add_char(&line, i < part ? '#' : ' ');
    text_add_format(&line, "] %3" PRId64 "%%", total > 0 ? done * 100 / total : 100);
    if (done >= total)
        text_add_char(&line, '\n');
    (void)fputs(text_string(&line), stderr);
    (void)fflush(stderr);
}

static bool print_report(const Cli *cli, const ImportReport *report, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    AUTO(text_done) Text bad = TEXT_EMPTY;
    import_report_bad(report, &bad);
    (void)fputs(text_string(&bad), stderr);
    if (cli->is_json) {
        import_report_json(report, &text);
        text_add_char(&text, '\n');
    } else {
        import_report_summary(report, &text);
    }
    return cli_print(&text, err);
}

bool cli_import(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliOption options[] = {
        {"--json", false},    {"--dry-run", false}, {"--prefix", true},
        {"--currency", true}, {"--user", true},
    };
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    if (!cli_arguments_read(options, COUNT_OF(options), argc, argv, &arguments, err) ||
        !cli_want_words(&arguments, 1, 1, err))
        return false;
    cli->is_json = cli->is_json || cli_option(&arguments, "--json") != NULL;
    AUTO_FREE char *contract = app_contract();
    const ImportOptions run = {
        .directory = arguments.words[0],
        .contract = contract,
        .db_user = cli_option(&arguments, "--user"),
        .prefix = cli_option(&arguments, "--prefix"),
        .currency = cli_option(&arguments, "--currency"),
        .dry_run = cli_option(&arguments, "--dry-run") != NULL,
        .progress = isatty(STDERR_FILENO) != 0 ? draw_progress : NULL,
    };
    ImportReport report;
    if (!import_run(&run, &report, err))
        return false;
    bool is_printed = print_report(cli, &report, err);
    *ret_status = import_report_exit(&report);
    import_report_done(&report);
    return is_printed;
}
