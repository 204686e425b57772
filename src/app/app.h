// SPDX-License-Identifier: Apache-2.0
/*
 * app: what a command is handed.
 *
 * One App holds the configuration, the forms, the one database connection and the session.
 * app_run_form() is the only way an operation runs, for screens and command line alike: it checks
 * the values, keeps the request id of a change in the state file until it is answered, runs the
 * call (or the form's C flow) and gives back a FormResult.
 *
 * Threads: an App belongs to one thread at a time (the screens' executor).  From another thread
 * only these may be called: app_cancel(), app_forms() and what is const of the forms.  What the
 * functions below give back is owned by the caller.
 *
 * Environment: PGHOST, PGPORT, PGDATABASE, PGUSER (the person's own login), PAYDESK_SESSION (a
 * token), PAYDESK_STATE (folder of the state file; else XDG_STATE_HOME/paydesk or
 * ~/.local/state/paydesk).
 */
#ifndef APP_APP_H
#define APP_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/secret.h"
#include "base/watch.h"
#include "form/form.h"
#include "staff/staff.h"

typedef struct App App;

// Reads environment and forms; connects to nothing yet.
MUST_CHECK bool app_new(App **ret_app, Error *err);
void app_free(App *app);
AUTO_DEFINE(App, app_free);

const Forms *app_forms(const App *app);
// The login it will connect or has connected with; "" when not known yet.
const char *app_user(const App *app);
const char *app_database(const App *app); // "paydesk on /run/…", for a status line
const char *app_version(void);
// What a database of this version says of itself (the comment on schema api).  Yours to free.
MUST_CHECK char *app_contract(void);

// Session

// Connects as `name` with that person's own login and signs in.  ERROR_SIGN_IN_REFUSED,
// ERROR_CONNECTION, ERROR_CONTRACT. *ret_session says what the person may do and whether something
// must come first (session->next).
MUST_CHECK bool app_sign_in(App *app, const char *name, const Secret *password, const Secret *code,
                            StaffSession **ret_session, Error *err);
// Ends the session in the database and closes the connection.
MUST_CHECK bool app_sign_out(App *app, Error *err);
// Asks the database again (business date, drawer, rights).
MUST_CHECK bool app_load_session(App *app, StaffSession **ret_session, Error *err);
bool app_is_signed_in(const App *app);
// The token, for `paydesk login`, which prints it; NULL when nobody is signed in.
const Secret *app_session_token(const App *app);

// A fresh second factor for the person who is signed in: show its QR and URI, then run form
// staff.enrol with field "seed" set to a copy of enrolment->base32 and field "code" to what the
// authenticator shows.
MUST_CHECK bool app_begin_enrolment(App *app, StaffEnrolment **ret_enrolment, Error *err);

// Operations

#define APP_REQUEST_SIZE 37 // a request id as text, with its NUL

// A new request id (UUIDv7).  Make it when the form opens; the same id may be asked again and gets
// the first answer.
// From any thread.
MUST_CHECK bool app_new_request(char ret_request[APP_REQUEST_SIZE], Error *err);

// Runs an operation.  `request` is needed for FORM_CHANGE and ignored otherwise.  On a lost
// connection it reconnects once and asks again with the same id; if that fails too the error is
// ERROR_CONNECTION and the id stays in the state file.
MUST_CHECK bool app_run_form(App *app, const Form *form, const FormValues *values,
                             const char *request, FormResult **ret_result, Error *err);
// What the operation would post; nothing is written.  Only for forms with a preview.
MUST_CHECK bool app_preview_form(App *app, const Form *form, const FormValues *values,
                                 FormPreview **ret_preview, Error *err);

// Who looks at the operations that take long: loading and posting a bulk file.  Copied; called by
// the thread that runs the operation.  Told to stop, an operation ends with ERROR_CANCELLED between
// two of its transactions, and goes on when it is asked again.
void app_set_watch(App *app, Watch watch);

// Stops what the other thread is waiting for; it gets ERROR_CANCELLED.  May be called from any
// thread, at any time.
void app_cancel(App *app);

// After a crash

// A change whose answer this terminal never saw.
typedef struct AppPending {
    char request[APP_REQUEST_SIZE];
    char *operation;
    char *user;
    char *started; // local date and time
} AppPending;

void app_pending_free(AppPending *pending);
AUTO_DEFINE(AppPending, app_pending_free);
// The oldest one of the signed-in person; *ret_pending is NULL when there is none.
MUST_CHECK bool app_pending_request(App *app, AppPending **ret_pending, Error *err);
// Asks the database what became of it (form request.view).  The result's "outcome" is done, refused
// or unknown.
MUST_CHECK bool app_view_pending(App *app, const AppPending *pending, FormResult **ret_result,
                                 Error *err);
// Forgets it, once the person has seen what became of it.
MUST_CHECK bool app_forget_pending(App *app, const char *request, Error *err);

#endif
