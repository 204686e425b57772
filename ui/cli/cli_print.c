// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/cli_internal.h"
#include "payment/receipt.h"

static bool flush(Error *err)
{
    if (fflush(stdout) != 0 || ferror(stdout) != 0)
        return error_set(err, ERROR_FILE, __func__, "The output cannot be written.");
    return true;
}

bool cli_print(const Text *text, Error *err)
{
    (void)fwrite(text_string(text), 1, text->length, stdout);
    return text_check(text, err) && flush(err);
}

// Past stdio, whose buffer would keep a copy.
bool cli_print_secret(const Secret *secret, Error *err)
{
    if (!flush(err))
        return false;
    size_t written = 0;
    while (written < secret_length(secret)) {
        ssize_t part =
            write(STDOUT_FILENO, secret_bytes(secret) + written, secret_length(secret) - written);
        if (part <= 0)
            return error_set(err, ERROR_FILE, __func__, "The output cannot be written.");
        written += (size_t)part;
    }
    return true;
}

static bool print_string(const char *string, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    text_add(&text, string);
    return cli_print(&text, err);
}

size_t cli_width(void)
{
    struct winsize size = {0};
    if (isatty(STDOUT_FILENO) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

// Errors

static void add_member(Text *text, const char *name, const char *value, bool is_first)
{
    text_add(text, is_first ? "" : ",");
    text_add_json(text, name);
    text_add_char(text, ':');
    text_add_json(text, value[0] == '\0' ? NULL : value);
}

static void add_error_json(const Cli *cli, const Error *error, Text *text)
{
    const char *code = error->sqlstate[0] == '\0' ? error_name(error->code) : error->sqlstate;
    text_add(text, "{\"error\":{");
    add_member(text, "code", code, true);
    add_member(text, "name", error_name(error->code), false);
    add_member(text, "field", error->field, false);
    add_member(text, "sentence", error->sentence, false);
    add_member(text, "hint", error->hint, false);
    if (cli->request[0] != '\0')
        add_member(text, "request", cli->request, false);
    text_add(text, "}}\n");
}

void cli_print_error(const Cli *cli, const Error *error)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    if (cli->is_json || isatty(STDERR_FILENO) == 0) {
        add_error_json(cli, error, &text);
    } else {
        text_add_format(&text, "%s", error->sentence);
        if (error->field[0] != '\0')
            text_add_format(&text, " [%s]", error->field);
        text_add_format(&text, "\n%s%s", error->hint, error->hint[0] == '\0' ? "" : "\n");
    }
    (void)fputs(text_string(&text), stderr);
}

// Results

static bool print_json(const FormResult *result, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    form_result_print_json(result, &text);
    if (form_result_secret_count(result) == 0) {
        text_add_char(&text, '\n');
        return cli_print(&text, err);
    }
    // The secrets go in before the object is closed; they are made of letters and digits.
    text_cut(&text, text.length - 1);
    if (!cli_print(&text, err))
        return false;
    for (size_t i = 0; i < form_result_secret_count(result); i++) {
        const char *name = NULL;
        const Secret *secret = form_result_secret(result, i, &name, NULL);
        AUTO_FREE char *lead = text_format(",\"%s\":\"", name);
        if (!print_string(lead, err) || !cli_print_secret(secret, err) || !print_string("\"", err))
            return false;
    }
    return print_string("}\n", err);
}

static bool print_secrets(const FormResult *result, Error *err)
{
    for (size_t i = 0; i < form_result_secret_count(result); i++) {
        const char *label = NULL;
        const Secret *secret = form_result_secret(result, i, NULL, &label);
        AUTO_FREE char *lead = text_format("%s: ", label);
        if (!print_string(lead, err) || !cli_print_secret(secret, err) || !print_string("\n", err))
            return false;
    }
    return true;
}

// A posting's answer names its receipt; a receipt's own answer is one.
static bool load_receipt(Cli *cli, const FormResult *result, FormResult **ret_loaded, Error *err)
{
    const Form *form = forms_find(app_forms(cli->app), "receipt.view");
    AUTO(form_values_free) FormValues *values = form_values_new();
    form_values_set(values, "receipt", form_result_get(result, 0, "receipt"));
    return app_run_form(cli->app, form, values, NULL, ret_loaded, err);
}

static bool print_receipt(Cli *cli, const FormResult *result, Error *err)
{
    AUTO(form_result_free) FormResult *loaded = NULL;
    AUTO(text_done) Text text = TEXT_EMPTY;
    bool is_receipt = text_starts_with(form_result_form(result)->operation, "receipt.");
    if (!is_receipt && !load_receipt(cli, result, &loaded, err))
        return false;
    const char *json = form_result_json_source(is_receipt ? result : loaded);
    return receipt_render(json, RECEIPT_WIDTH, &text, err) && cli_print(&text, err);
}

static bool print_table(const FormResult *result, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(TEXT_MAX_DOCUMENT);
    form_result_print_table(result, cli_width(), &text);
    if (text.length == 0 && form_result_secret_count(result) == 0)
        text_add(&text, "Done.\n");
    return cli_print(&text, err) && print_secrets(result, err);
}

bool cli_print_result(Cli *cli, const FormResult *result, Error *err)
{
    if (cli->is_json)
        return print_json(result, err);
    if (form_result_is_replayed(result) &&
        !print_string("This was done before; here is the first answer.\n", err))
        return false;
    // The posting is done whatever becomes of its paper, so a receipt that fails is no failure.
    Error ignored = ERROR_EMPTY;
    if (form_result_form(result)->has_receipt && print_receipt(cli, result, &ignored))
        return true;
    return print_table(result, err);
}

bool cli_print_preview(const Cli *cli, const FormPreview *preview, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    if (cli->is_json)
        text_add_format(&text, "%s\n", form_preview_json(preview));
    else
        form_preview_print_table(preview, cli_width(), &text);
    return cli_print(&text, err);
}
