// SPDX-License-Identifier: Apache-2.0
/*
 * cli_internal: what the verbs share.
 */
#ifndef CLI_CLI_INTERNAL_H
#define CLI_CLI_INTERNAL_H

#include <signal.h>

#include "app/app.h"
#include "base/text.h"

// Arguments

typedef struct CliOption {
    const char *name; // "--json"
    bool has_value;
} CliOption;

// What was given: options by name, everything else in order.  Borrows argv.
typedef struct CliArguments {
    const CliOption *options;
    size_t option_count;
    const char **values; // by option: NULL not given, "" for one without value
    const char **words;
    size_t word_count;
} CliArguments;

// "--name value", "--name=value", "--" ends the options.  ERROR_USAGE.
MUST_CHECK bool cli_arguments_read(const CliOption *options, size_t option_count, int argc,
                                   char **argv, CliArguments *ret_arguments, Error *err);
void cli_arguments_done(CliArguments *arguments);
AUTO_DEFINE_VALUE(CliArguments, cli_arguments_done);
const char *cli_option(const CliArguments *arguments, const char *name); // NULL: not given
// ERROR_USAGE, with the verb's usage as the way out.
bool cli_refuse(Error *err, const char *format, ...) PRINTF_LIKE(2, 3);
MUST_CHECK bool cli_number(const char *name, const char *value, long least, long most,
                           long *ret_number, Error *err);
MUST_CHECK bool cli_want_words(const CliArguments *arguments, size_t least, size_t most,
                               Error *err);

// A secret from `--<name>-file`, `--<name>-fd`, or from a prompt if one is given.
// *ret_secret is NULL when there is none of them.
MUST_CHECK bool cli_read_secret(const char *file, const char *fd, const char *prompt,
                                Secret **ret_secret, Error *err);

// Verbs

typedef struct Cli {
    App *app; // made at first use
    bool is_json;
    char request[APP_REQUEST_SIZE]; // of the change that failed, for the error; "" for none
} Cli;

typedef struct CliVerb {
    const char *name;
    const char *usage;
    const char *summary;
    // Gets what follows the verb.  True: *ret_status is the exit status.
    bool (*run)(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
} CliVerb;

MUST_CHECK bool cli_app(Cli *cli, Error *err);

bool cli_do(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_login(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_logout(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_forms(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_errors(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_admin(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_import(Cli *cli, int argc, char **argv, int *ret_status, Error *err);
bool cli_worker(Cli *cli, int argc, char **argv, int *ret_status, Error *err);

// A long operation on the command line: a line of progress on a terminal, and an interrupt that
// stops it between two transactions instead of ending the program.
typedef struct CliWatch {
    App *app;
    int signals; // descriptor they come from; -1 until the operation has told something
    sigset_t before;
    bool is_terminal;
    bool is_stopped;
    const char *what; // on the line now; NULL: nothing is drawn
    int64_t percent;
} CliWatch;

void cli_watch_begin(CliWatch *watch, App *app);
void cli_watch_done(CliWatch *watch);
AUTO_DEFINE_VALUE(CliWatch, cli_watch_done);

// The form of an operation; ERROR_USAGE with the nearest one as the way out.
MUST_CHECK bool cli_find_form(Cli *cli, const char *operation, const Form **ret_form, Error *err);

// Sets a value of the form.  ERROR_USAGE: given twice, or a secret, which comes another way.
MUST_CHECK bool cli_set_value(const Form *form, FormValues *values, const char *name,
                              const char *value, Error *err);
// The same for each member of a JSON object in a file; "-" is standard input.
MUST_CHECK bool cli_read_values_file(const Form *form, const char *path, FormValues *values,
                                     Error *err);

// Output

bool cli_print(const Text *text, Error *err);
bool cli_print_secret(const Secret *secret, Error *err);
// Columns of standard output; 0 where it is not a terminal.
size_t cli_width(void);
void cli_print_error(const Cli *cli, const Error *error);
MUST_CHECK bool cli_print_result(Cli *cli, const FormResult *result, Error *err);
MUST_CHECK bool cli_print_preview(const Cli *cli, const FormPreview *preview, Error *err);

#endif
