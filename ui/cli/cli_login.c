// SPDX-License-Identifier: Apache-2.0
#include <assert.h>
#include <stdio.h>
#include <unistd.h>

#include "cli/cli_internal.h"

static void tell_next(const StaffSession *session)
{
    assert(session != NULL);
    if (session->next == STAFF_NEXT_CHANGE_PASSWORD)
        (void)fputs("First change your password: paydesk do staff.change_password\n", stderr);
    else if (session->next == STAFF_NEXT_ENROL)
        (void)fputs("First enrol your second factor: paydesk do staff.enrol\n", stderr);
}

// A person who has no second factor yet leaves the code empty.
static bool sign_in(Cli *cli, const CliArguments *arguments, const char *user,
                    StaffSession **ret_session, Error *err)
{
    AUTO(secret_free) Secret *password = NULL;
    AUTO(secret_free) Secret *code = NULL;
    bool is_asked = isatty(STDIN_FILENO) != 0 && cli_option(arguments, "--password-file") == NULL &&
                    cli_option(arguments, "--password-fd") == NULL;
    if (!cli_read_secret(cli_option(arguments, "--password-file"),
                         cli_option(arguments, "--password-fd"), is_asked ? "Password: " : NULL,
                         &password, err))
        return error_add_field(err, "password");
    if (password == NULL)
        return cli_refuse(err,
                          "There is no terminal to ask for the password: use --password-file.");
    if (!cli_read_secret(cli_option(arguments, "--code-file"), cli_option(arguments, "--code-fd"),
                         is_asked ? "One-time code: " : NULL, &code, err))
        return error_add_field(err, "code");
    bool has_code = code != NULL && secret_length(code) > 0;
    return app_sign_in(cli->app, user, password, has_code ? code : NULL, ret_session, err);
}

// What cannot be a name is not sent anywhere.
static bool read_name(const Cli *cli, const char *user, char **ret_name, Error *err)
{
    const Form *form = forms_find(app_forms(cli->app), "staff.sign_in");
    return form_read_value(form_field(form, "name"), user, ret_name, err);
}

bool cli_login(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    static const CliOption options[] = {
        {"--user", true},      {"--password-file", true}, {"--password-fd", true},
        {"--code-file", true}, {"--code-fd", true},
    };
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    AUTO(staff_session_free) StaffSession *session = NULL;
    AUTO_FREE char *name = NULL;
    if (!cli_arguments_read(options, COUNT_OF(options), argc, argv, &arguments, err) ||
        !cli_want_words(&arguments, 0, 0, err) || !cli_app(cli, err))
        return false;
    const char *user = cli_option(&arguments, "--user");
    if (user == NULL)
        user = app_user(cli->app);
    if (user[0] == '\0')
        return cli_refuse(err, "Who signs in? Use --user NAME.");
    if (!read_name(cli, user, &name, err) || !sign_in(cli, &arguments, name, &session, err) ||
        !cli_print_secret(app_session_token(cli->app), err))
        return false;
    (void)fputs("\n", stdout);
    tell_next(session);
    *ret_status = 0;
    return true;
}

bool cli_logout(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    AUTO(cli_arguments_done) CliArguments arguments = {.option_count = 0};
    *ret_status = 0;
    return cli_arguments_read(NULL, 0, argc, argv, &arguments, err) &&
           cli_want_words(&arguments, 0, 0, err) && cli_app(cli, err) &&
           app_sign_out(cli->app, err);
}
