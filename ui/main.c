// SPDX-License-Identifier: Apache-2.0
//
// Picks the face: the screens for a person at a terminal, the command line for everybody else.
#include <locale.h>
#include <signal.h>
#include <unistd.h>

#include "app/app.h"
#include "base/file.h"
#include "base/log.h"
#include "cli/cli.h"
#include "screen/screen.h"

// Technical lines go beside the state file, so that neither a screen nor a script's output has
// them in it.  Without a place for them they go nowhere: the work does not depend on it.
static void open_log(void)
{
    AUTO_FREE char *folder = NULL;
    if (file_state_folder(&folder, NULL)) {
        AUTO_FREE char *path = text_format("%s/paydesk.log", folder);
        if (log_open(path, NULL))
            return;
    }
    if (!log_open(NULL, NULL))
        log_close();
}

static int open_screens(void)
{
    AUTO(app_free) App *app = NULL;
    Error error = ERROR_EMPTY;
    if (app_new(&app, &error))
        return terminal_main(app);
    (void)fprintf(stderr, "%s\n", error.sentence);
    return error_exit_status(error.code);
}

int main(int argc, char **argv)
{
    (void)setlocale(LC_CTYPE, "");
    // A reader that went away is seen as a failed write.
    (void)signal(SIGPIPE, SIG_IGN);
    open_log();
    if (argc == 1 && isatty(STDIN_FILENO) != 0 && isatty(STDOUT_FILENO) != 0)
        return open_screens();
    return cli_main(argc, argv);
}
