// SPDX-License-Identifier: Apache-2.0
//
// forms and errors: the pages that are made of the program's own tables.
#include <string.h>

#include "base/file.h"
#include "base/utf8.h"
#include "cli/cli_internal.h"

static bool write_page(const char *folder, const char *name, const Text *page, Error *err)
{
    AUTO_FREE char *path = text_format("%s/%s.md", folder, name);
    return text_check(page, err) && file_replace(path, text_string(page), page->length, 0644, err);
}

static bool write_pages(const Forms *forms, const char *folder, Error *err)
{
    AUTO(text_done) Text index = TEXT_EMPTY;
    for (size_t i = 0; i < forms_count(forms); i++) {
        AUTO(text_done) Text page = TEXT_EMPTY;
        form_print_markdown(forms_at(forms, i), &page);
        if (!write_page(folder, forms_at(forms, i)->operation, &page, err))
            return false;
    }
    forms_print_markdown_index(forms, &index);
    return write_page(folder, "README", &index, err);
}

static void list_forms(const Forms *forms, Text *text)
{
    for (size_t i = 0; i < forms_count(forms); i++) {
        utf8_add_column(text, forms_at(forms, i)->operation, 24, UTF8_LEFT);
        text_add_format(text, "%s\n", forms_at(forms, i)->summary);
    }
}

bool cli_forms(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliOption options[] = {{"--markdown", true}};
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    AUTO(text_done) Text text = TEXT_EMPTY;
    *ret_status = 0;
    if (!cli_arguments_read(options, COUNT_OF(options), argc, argv, &arguments, err) ||
        !cli_want_words(&arguments, 0, 0, err) || !cli_app(cli, err))
        return false;
    const char *folder = cli_option(&arguments, "--markdown");
    if (folder != NULL)
        return write_pages(app_forms(cli->app), folder, err);
    list_forms(app_forms(cli->app), &text);
    return cli_print(&text, err);
}

static void list_errors(Text *text)
{
    for (int code = ERROR_NONE + 1; code < ERROR_CODE_COUNT; code++)
        text_add_format(text, "%-6s %-22s %d  %s\n", error_sqlstate((ErrorCode)code),
                        error_name((ErrorCode)code), error_exit_status((ErrorCode)code),
                        error_sentence((ErrorCode)code));
}

bool cli_errors(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliOption options[] = {{"--markdown", false}};
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    AUTO(text_done) Text text = TEXT_EMPTY;
    (void)cli;
    *ret_status = 0;
    if (!cli_arguments_read(options, COUNT_OF(options), argc, argv, &arguments, err) ||
        !cli_want_words(&arguments, 0, 0, err))
        return false;
    if (cli_option(&arguments, "--markdown") != NULL)
        error_write_markdown(&text);
    else
        list_errors(&text);
    return cli_print(&text, err);
}
