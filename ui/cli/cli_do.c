// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/cli_internal.h"

enum {
    BUSY_TRIES = 6,
    BUSY_WAIT_MS = 100,
    FIXED_OPTIONS = 4,
};

// Options: a fixed part, and for each secret or code of the form a file and a descriptor.

typedef struct {
    CliOption *options;
    char **names;
    size_t count;
} Options;

static void options_done(Options *options)
{
    for (size_t i = FIXED_OPTIONS; i < options->count; i++)
        free(options->names[i]);
    free(options->names);
    free(options->options);
}
AUTO_DEFINE_VALUE(Options, options_done);

static bool is_private(const FormField *field)
{
    return field->type->is_secret || field->type->code == FORM_TYPE_CODE;
}

// staff's new_password is asked for with --new-password-file.
static char *option_name(const char *field, const char *ending)
{
    char *name = text_format("--%s-%s", field, ending);
    for (char *c = name + 2; *c != '\0'; c++)
        if (*c == '_')
            *c = '-';
    return name;
}

static void options_init(Options *options, const Form *form)
{
    static const CliOption fixed[FIXED_OPTIONS] = {
        {"--json", false}, {"--preview", false}, {"--request", true}, {"--values-file", true}};
    size_t most = FIXED_OPTIONS + 2 * form->field_count;
    *options = (Options){
        .options = memory_new(most, sizeof *options->options),
        .names = memory_new(most, sizeof *options->names),
        .count = FIXED_OPTIONS,
    };
    memcpy(options->options, fixed, sizeof fixed);
    for (size_t i = 0; i < form->field_count; i++) {
        if (!is_private(&form->fields[i]))
            continue;
        const char *const endings[] = {"file", "fd"};
        for (size_t e = 0; e < COUNT_OF(endings); e++) {
            options->names[options->count] = option_name(form->fields[i].name, endings[e]);
            options->options[options->count] = (CliOption){options->names[options->count], true};
            options->count++;
        }
    }
}

// Values

static bool refuse_secret_word(const FormField *field, Error *err)
{
    AUTO_FREE char *file = option_name(field->name, "file");
    AUTO_FREE char *fd = option_name(field->name, "fd");
    (void)error_set_field(
        err, ERROR_USAGE, field->name, NULL,
        "%s is a secret and must not stand on a command line, where others see it.", field->label);
    return error_add_hint(err, "Leave it out to be asked for it, or use %s FILE or %s NUMBER.",
                          file, fd);
}

bool cli_set_value(const Form *form, FormValues *values, const char *name, const char *value,
                   Error *err)
{
    const FormField *field = form_field(form, name);
    if (field != NULL && field->type->is_secret)
        return refuse_secret_word(field, err);
    if (form_values_get(values, name) != NULL)
        return error_set_field(err, ERROR_USAGE, name, NULL, "%s is given twice.", name);
    form_values_set(values, name, value);
    return true;
}

// name=value; request=UUID is the request id.
static bool read_word(const Form *form, const char *word, FormValues *values, const char **request,
                      Error *err)
{
    size_t length = strcspn(word, "=");
    if (word[length] == '\0') {
        (void)cli_refuse(err, "\"%.64s\" is not name=value.", word);
        return error_add_hint(err, "See: paydesk help %s", form->operation);
    }
    AUTO_FREE char *name = text_copy_bytes(word, length);
    if (text_equal(name, "request")) {
        if (*request != NULL)
            return cli_refuse(err, "The request id is given twice.");
        *request = word + length + 1;
        return true;
    }
    return cli_set_value(form, values, name, word + length + 1, err);
}

// Secrets: from a file, a descriptor, or a person.

static bool read_private(const FormField *field, const CliArguments *arguments, FormValues *values,
                         Error *err)
{
    AUTO_FREE char *file = option_name(field->name, "file");
    AUTO_FREE char *fd = option_name(field->name, "fd");
    AUTO_FREE char *prompt = text_format("%s: ", field->label);
    bool may_ask = field->is_required && isatty(STDIN_FILENO) != 0 &&
                   form_values_get(values, field->name) == NULL;
    Secret *secret = NULL;
    if (!cli_read_secret(cli_option(arguments, file), cli_option(arguments, fd),
                         may_ask ? prompt : NULL, &secret, err))
        return error_add_field(err, field->name);
    if (secret == NULL)
        return true;
    form_values_set_secret(values, field->name, secret);
    return true;
}

static bool read_privates(const Form *form, const CliArguments *arguments, FormValues *values,
                          Error *err)
{
    for (size_t i = 0; i < form->field_count; i++)
        if (is_private(&form->fields[i]) && !read_private(&form->fields[i], arguments, values, err))
            return false;
    return true;
}

// At a terminal a second factor is made and shown here, before its first code is asked for.
static bool show_enrolment(Cli *cli, FormValues *values, Error *err)
{
    AUTO(staff_enrolment_free) StaffEnrolment *enrolment = NULL;
    if (!app_begin_enrolment(cli->app, &enrolment, err) || !cli_print_secret(enrolment->qr, err) ||
        !cli_print_secret(enrolment->uri, err))
        return false;
    (void)fputs("\n", stdout);
    form_values_set_secret(values, "seed", TAKE(enrolment->base32));
    return true;
}

static bool read_values(Cli *cli, const Form *form, const CliArguments *arguments,
                        FormValues *values, const char **request, Error *err)
{
    const char *file = cli_option(arguments, "--values-file");
    *request = cli_option(arguments, "--request");
    for (size_t i = 1; i < arguments->word_count; i++)
        if (!read_word(form, arguments->words[i], values, request, err))
            return false;
    if (file != NULL && !cli_read_values_file(form, file, values, err))
        return false;
    bool must_show = text_equal(form->hook, "staff.enrol") && isatty(STDIN_FILENO) != 0 &&
                     isatty(STDOUT_FILENO) != 0 && cli_option(arguments, "--seed-file") == NULL &&
                     cli_option(arguments, "--seed-fd") == NULL;
    return (!must_show || show_enrolment(cli, values, err)) &&
           read_privates(form, arguments, values, err);
}

// Running

static void wait_ms(unsigned ms)
{
    const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    (void)nanosleep(&time, NULL);
}

// The same request id is asked again, so nothing is done twice.
static bool run_patiently(Cli *cli, const Form *form, const FormValues *values, const char *request,
                          FormResult **ret_result, Error *err)
{
    for (unsigned tries = 1;; tries++) {
        Error failure = ERROR_EMPTY;
        if (app_run_form(cli->app, form, values, request, ret_result, &failure))
            return true;
        if (failure.code != ERROR_BUSY || tries == BUSY_TRIES) {
            *err = failure;
            return false;
        }
        wait_ms(BUSY_WAIT_MS * tries + secret_random_below(BUSY_WAIT_MS));
    }
}

static bool run_watched(Cli *cli, const Form *form, const FormValues *values, const char *request,
                        FormResult **ret_result, Error *err)
{
    AUTO(cli_watch_done) CliWatch watch;
    cli_watch_begin(&watch, cli->app);
    return run_patiently(cli, form, values, request, ret_result, err);
}

static bool run(Cli *cli, const Form *form, const FormValues *values, const char *request,
                Error *err)
{
    AUTO(form_result_free) FormResult *result = NULL;
    char made[APP_REQUEST_SIZE];
    if (form->kind != FORM_CHANGE && request != NULL)
        return cli_refuse(err, "%s changes nothing, so it takes no request id.", form->operation);
    if (form->kind == FORM_CHANGE && request == NULL) {
        if (!app_new_request(made, err))
            return false;
        request = made;
    }
    bool is_done = run_watched(cli, form, values, request, &result, err);
    if (!is_done && form->kind == FORM_CHANGE)
        (void)snprintf(cli->request, sizeof cli->request, "%s", request);
    return is_done && cli_print_result(cli, result, err);
}

static bool preview(Cli *cli, const Form *form, const FormValues *values, Error *err)
{
    AUTO(form_preview_free) FormPreview *shown = NULL;
    return app_preview_form(cli->app, form, values, &shown, err) &&
           cli_print_preview(cli, shown, err);
}

static bool wants_help(int argc, char **argv)
{
    for (int i = 0; i < argc; i++)
        if (text_equal(argv[i], "--help"))
            return true;
    return false;
}

static bool print_help(const Form *form, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    form_print_help(form, &text);
    return cli_print(&text, err);
}

bool cli_do(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    const Form *form = NULL;
    const char *request = NULL;
    AUTO(options_done) Options options = {.count = 0};
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    AUTO(form_values_free) FormValues *values = form_values_new();
    if (argc < 1 || text_starts_with(argv[0], "--")) {
        (void)cli_refuse(err, "Which operation?");
        return error_add_hint(err, "paydesk forms lists them.");
    }
    if (!cli_find_form(cli, argv[0], &form, err))
        return false;
    *ret_status = 0;
    if (wants_help(argc, argv))
        return print_help(form, err);
    options_init(&options, form);
    if (!cli_arguments_read(options.options, options.count, argc, argv, &arguments, err))
        return false;
    cli->is_json = cli->is_json || cli_option(&arguments, "--json") != NULL;
    if (!read_values(cli, form, &arguments, values, &request, err))
        return false;
    return cli_option(&arguments, "--preview") != NULL ? preview(cli, form, values, err)
                                                       : run(cli, form, values, request, err);
}
