// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <stdio.h>

#include "app/admin.h"
#include "cli/cli_internal.h"

static void print_progress(void *context, const char *line)
{
    (void)context;
    (void)fprintf(stdout, "%s\n", line);
    (void)fflush(stdout);
}

static bool no_arguments(int argc, char **argv, Error *err)
{
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    return cli_arguments_read(NULL, 0, argc, argv, &arguments, err) &&
           cli_want_words(&arguments, 0, 0, err);
}

static bool migrate(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    size_t applied = 0;
    (void)cli;
    if (!no_arguments(argc, argv, err) || !admin_migrate(print_progress, NULL, &applied, err))
        return false;
    (void)printf("The database is of this version; %zu migration%s applied.\n", applied,
                 applied == 1 ? "" : "s");
    *ret_status = 0;
    return true;
}

static bool provision(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    AUTO(text_done) Text names = TEXT_EMPTY;
    (void)cli;
    *ret_status = 0;
    if (!no_arguments(argc, argv, err) || !admin_provision(&names, err))
        return false;
    if (names.length == 0)
        text_add(&names, "Everybody has a login.\n");
    return cli_print(&names, err);
}

static bool prove(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    AUTO(text_done) Text lines = TEXT_EMPTY;
    int64_t bad = 0;
    (void)cli;
    if (!no_arguments(argc, argv, err) || !admin_prove(&lines, &bad, err))
        return false;
    text_add_format(&lines, "%s\n", bad == 0 ? "The books are proved." : "The books are wrong.");
    *ret_status = bad == 0 ? 0 : 2;
    return cli_print(&lines, err);
}

// The person's second factor: given, made here and shown once, or left to be enrolled.
static bool read_seed(const CliArguments *arguments, const char *name, StaffEnrolment **ret_made,
                      Secret **ret_base32, Error *err)
{
    const char *file = cli_option(arguments, "--totp-seed-file");
    if (file != NULL && cli_option(arguments, "--totp") != NULL)
        return cli_refuse(err, "--totp makes a seed; --totp-seed-file brings one.");
    if (file != NULL)
        return secret_read_file(file, ret_base32, err);
    return cli_option(arguments, "--totp") == NULL ||
           staff_enrolment_new(name, NULL, ret_made, err);
}

static bool show_made(const StaffEnrolment *made, Error *err)
{
    if (made == NULL)
        return true;
    if (!cli_print_secret(made->qr, err) || !cli_print_secret(made->uri, err))
        return false;
    (void)fputs("\n", stdout);
    return true;
}

static bool staff(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliOption options[] = {
        {"--full-name", true},     {"--role", true},           {"--ledger", true},
        {"--password-file", true}, {"--totp-seed-file", true}, {"--totp", false},
    };
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    AUTO(secret_free) Secret *password = NULL;
    AUTO(secret_free) Secret *base32 = NULL;
    AUTO(staff_enrolment_free) StaffEnrolment *made = NULL;
    long ledger = 1;
    (void)cli;
    if (!cli_arguments_read(options, COUNT_OF(options), argc, argv, &arguments, err) ||
        !cli_want_words(&arguments, 1, 1, err))
        return false;
    const char *branch = cli_option(&arguments, "--ledger");
    const char *file = cli_option(&arguments, "--password-file");
    AdminStaff person = {
        .name = arguments.words[0],
        .full_name = cli_option(&arguments, "--full-name"),
        .role = cli_option(&arguments, "--role"),
    };
    if (person.full_name == NULL || person.role == NULL)
        return cli_refuse(err, "--full-name and --role are needed.");
    if ((branch != NULL && !cli_number("--ledger", branch, 1, 32767, &ledger, err)) ||
        !cli_read_secret(file, NULL, file == NULL ? "Password: " : NULL, &password, err) ||
        !read_seed(&arguments, person.name, &made, &base32, err))
        return false;
    person.ledger = (int)ledger;
    person.password = password;
    person.base32 = made == NULL ? base32 : made->base32;
    *ret_status = 0;
    return admin_staff(&person, err) && show_made(made, err);
}

bool cli_admin(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliVerb verbs[] = {
        {"migrate", "", "", migrate},
        {"provision", "", "", provision},
        {"staff", "", "", staff},
        {"prove", "", "", prove},
    };
    for (size_t i = 0; argc > 0 && i < COUNT_OF(verbs); i++)
        if (text_equal(argv[0], verbs[i].name))
            return verbs[i].run(cli, argc - 1, argv + 1, ret_status, err);
    (void)cli_refuse(err, "paydesk admin does migrate, provision, staff or prove.");
    return error_add_hint(err, "See: paydesk help");
}
