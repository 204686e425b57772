// SPDX-License-Identifier: Apache-2.0
#include "cli/cli.h"

#include <stdio.h>

#include "base/utf8.h"
#include "cli/cli_internal.h"

static bool help(Cli *cli, int argc, char **argv, int *ret_status, Error *err);

static bool version(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    (void)cli;
    (void)argc;
    (void)argv;
    text_add_format(&text, "paydesk %s\n", app_version());
    *ret_status = 0;
    return cli_print(&text, err);
}

static const CliVerb verbs[] = {
    {"do",
     "do OPERATION [FIELD=VALUE …] [--json] [--preview] [--request UUID] [--values-file FILE]\n"
     "           [--FIELD-file FILE | --FIELD-fd NUMBER]",
     "Runs an operation.  Values also come from a JSON file (- is standard input); a secret is\n"
     "    asked for, or read from a private file or a file descriptor, never from the command "
     "line.",
     cli_do},
    {"login",
     "login --user NAME [--password-file F | --password-fd N] [--code-file F | --code-fd N]",
     "Signs in and prints a token for PAYDESK_SESSION.", cli_login},
    {"logout", "logout", "Ends the session of PAYDESK_SESSION.", cli_logout},
    {"help", "help [OPERATION]", "This page, or what an operation asks.", help},
    {"forms", "forms [--markdown FOLDER]", "Lists the operations, or writes their pages.",
     cli_forms},
    {"errors", "errors [--markdown]", "Lists every way an operation can fail.", cli_errors},
    {"import", "import FOLDER [--dry-run] [--prefix P] [--currency C] [--user NAME] [--json]",
     "Moves another bank in from CSV files.", cli_import},
    {"worker", "worker [--once] [--user NAME]",
     "Does what is due: standing orders, holds that end, interest, proofs.  Goes on until it gets\n"
     "    SIGTERM; --once ends when nothing is due, with 3 if a job failed.",
     cli_worker},
    {"admin",
     "admin migrate | provision | prove\n"
     "  paydesk admin staff NAME --full-name F --role R [--ledger N] [--password-file F]\n"
     "           [--totp-seed-file F | --totp]",
     "As the cluster's superuser: brings the database to this version; makes missing logins;\n"
     "    proves the books; makes a person (--totp makes a second factor and shows it).",
     cli_admin},
    {"--help", NULL, NULL, help},
    {"--version", "--version", "The program's version.", version},
};

static void print_verbs(Text *text)
{
    text_add(text, "paydesk: the payment desk.  Alone, at a terminal, it opens the screens.\n\n");
    for (size_t i = 0; i < COUNT_OF(verbs); i++)
        if (verbs[i].usage != NULL)
            text_add_format(text, "  paydesk %s\n    %s\n", verbs[i].usage, verbs[i].summary);
    text_add(
        text,
        "\nConnection: PGHOST, PGDATABASE, PGUSER.  Session: PAYDESK_SESSION.\n"
        "Exit status: 0 done, 1 usage, 2 refused by a rule, 3 outside world.\n\nOperations:\n");
}

static void print_operations(const Forms *forms, Text *text)
{
    for (size_t i = 0; i < forms_count(forms); i++) {
        text_add(text, "  ");
        utf8_add_column(text, forms_at(forms, i)->operation, 24, UTF8_LEFT);
        text_add_format(text, "%s\n", forms_at(forms, i)->title);
    }
}

static bool help(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    AUTO(text_done) Text text = TEXT_EMPTY;
    const Form *form = NULL;
    *ret_status = 0;
    if (!cli_app(cli, err) || (argc > 0 && !cli_find_form(cli, argv[0], &form, err)))
        return false;
    if (form != NULL) {
        form_print_help(form, &text);
    } else {
        print_verbs(&text);
        print_operations(app_forms(cli->app), &text);
    }
    return cli_print(&text, err);
}

bool cli_app(Cli *cli, Error *err)
{
    return cli->app != NULL || app_new(&cli->app, err);
}

bool cli_find_form(Cli *cli, const char *operation, const Form **ret_form, Error *err)
{
    if (!cli_app(cli, err))
        return false;
    *ret_form = forms_find(app_forms(cli->app), operation);
    if (*ret_form != NULL)
        return true;
    const Form *nearest = forms_nearest(app_forms(cli->app), operation);
    (void)cli_refuse(err, "There is no operation \"%.64s\".", operation);
    if (nearest != NULL)
        return error_add_hint(err, "Did you mean %s?", nearest->operation);
    return error_add_hint(err, "paydesk forms lists them.");
}

static bool run(Cli *cli, int argc, char **argv, int *ret_status, Error *err)
{
    if (argc < 1) {
        (void)cli_refuse(err, "Without a terminal, paydesk must be told what to do.");
        return error_add_hint(err, "See: paydesk help");
    }
    for (size_t i = 0; i < COUNT_OF(verbs); i++)
        if (text_equal(argv[0], verbs[i].name))
            return verbs[i].run(cli, argc - 1, argv + 1, ret_status, err);
    (void)cli_refuse(err, "paydesk does not know \"%.64s\".", argv[0]);
    return error_add_hint(err, "See: paydesk help");
}

static bool asks_for_json(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (text_equal(argv[i], "--json"))
            return true;
    return false;
}

int cli_main(int argc, char **argv)
{
    Cli cli = {.is_json = asks_for_json(argc, argv)};
    Error error = ERROR_EMPTY;
    int status = 0;
    if (!run(&cli, argc - 1, argv + 1, &status, &error)) {
        cli_print_error(&cli, &error);
        status = error_exit_status(error.code);
    }
    app_free(cli.app);
    return status;
}
