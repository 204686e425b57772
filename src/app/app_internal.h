// SPDX-License-Identifier: Apache-2.0
/*
 * app_internal: what the files of src/app share.
 */
#ifndef APP_APP_INTERNAL_H
#define APP_APP_INTERNAL_H

#include <pthread.h>

#include "app/app.h"
#include "base/clock.h"
#include "db/db.h"

struct App {
    Forms *forms;
    char *user; // "" while nobody is named
    char *database;
    Secret *token; // NULL: nobody is signed in
    char *contract;
    Clock clock;
    Watch watch;          // of long operations; its parts may be NULL
    Db *db;               // NULL: not connected
    pthread_mutex_t lock; // of db, which app_cancel() reads from another thread
};

// The connection of the App's user, opened or mended if need be.
MUST_CHECK bool app_connect(App *app, Error *err);
// Closes the connection and forgets the session and, with it, the user.
void app_disconnect(App *app);
void app_set_token(App *app, Secret *token);

// Hooks: the one table of C flows behind forms.  The contract test reads function and arguments
// from it and compares them with the database.
typedef struct AppHook {
    const char *name;      // as in the form
    const char *function;  // that it ends up calling, and with which arguments
    const char *arguments; // separated by blanks
    bool needs_session;
    bool (*flow)(const StaffCall *call, Error *err); // or
    bool (*own)(App *app, const StaffCall *call, Error *err);
} AppHook;

const AppHook *app_hook_find(const char *name);

// Rows of the database as a result of the form.
MUST_CHECK bool app_fill_result(FormResult *result, const DbRows *rows, Error *err);

// The state file of one request.  It is locked while its operation runs here, so that another
// terminal of the same person does not take it for one that was left behind.
typedef struct AppNote {
    char *path;
    int fd;
} AppNote;

MUST_CHECK bool app_note_open(const App *app, const char *request, const char *operation,
                              AppNote *ret_note, Error *err);
// is_answered: nothing is left to be asked, so the file goes.
void app_note_close(AppNote *note, bool is_answered);

#endif
