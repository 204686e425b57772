// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "app/app_internal.h"
#include "base/memory.h"
#include "base/uuid.h"
#include "customer/customer.h"

// One run of an operation, from the values as typed to the result.
typedef struct {
    const Form *form;
    const AppHook *hook; // NULL: the call is all there is
    const FormValues *typed;
    FormValues *values;
    const char *request;
} Run;

static void run_done(Run *run)
{
    form_values_free(run->values);
}
AUTO_DEFINE_VALUE(Run, run_done);

static DbType type_of(const char *sql_type)
{
    static const struct {
        const char *sql;
        DbType type;
    } types[] = {
        {"date", DB_DATE}, {"integer", DB_INTEGER}, {"boolean", DB_BOOLEAN}, {"uuid", DB_UUID}};
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_equal(sql_type, types[i].sql))
            return types[i].type;
    return DB_TEXT;
}

// The arguments of a call: the request if there is one, then each field as p_<name>.
typedef struct {
    DbParam *params;
    char **names;
    size_t count;
} Arguments;

static void arguments_done(Arguments *arguments)
{
    for (size_t i = 0; i < arguments->count; i++)
        free(arguments->names[i]);
    free(arguments->names);
    free(arguments->params);
}
AUTO_DEFINE_VALUE(Arguments, arguments_done);

static void add_argument(Arguments *arguments, const char *name, DbType type, const char *value)
{
    arguments->names[arguments->count] = text_format("p_%s", name);
    arguments->params[arguments->count] = db_param(arguments->names[arguments->count], type, value);
    arguments->count++;
}

static void arguments_init(Arguments *arguments, const Run *run, const char *request)
{
    const Form *form = run->form;
    *arguments = (Arguments){
        .params = memory_new(form->field_count + 1, sizeof *arguments->params),
        .names = memory_new(form->field_count + 1, sizeof *arguments->names),
    };
    if (request != NULL)
        add_argument(arguments, "request", DB_UUID, request);
    for (size_t i = 0; i < form->field_count; i++)
        add_argument(arguments, form->fields[i].name, type_of(form->fields[i].type->sql_type),
                     form_values_get(run->values, form->fields[i].name));
}

static bool run_call(App *app, const Run *run, FormResult *result, Error *err)
{
    bool is_change = run->form->kind == FORM_CHANGE;
    AUTO(arguments_done) Arguments arguments;
    AUTO(db_rows_free) DbRows *rows = NULL;
    arguments_init(&arguments, run, is_change ? run->request : NULL);
    if (!db_call(app->db, run->form->calls, arguments.params, arguments.count,
                 is_change ? DB_ONE_VALUE : DB_ROWS, &rows, err) ||
        !app_fill_result(result, rows, err))
        return false;
    customer_reveal(result);
    return true;
}

static bool run_hook(App *app, const Run *run, FormResult *result, Error *err)
{
    const StaffCall call = {
        .db = app->db,
        .user = app->user,
        .values = run->values,
        .secrets = run->typed,
        .request = run->request,
        .result = result,
    };
    return run->hook->own != NULL ? run->hook->own(app, &call, err) : run->hook->flow(&call, err);
}

static bool run_once(App *app, const Run *run, FormResult **ret_result, Error *err)
{
    AUTO(form_result_free) FormResult *result = form_result_new(run->form);
    bool needs_connection = run->hook == NULL || run->hook->needs_session;
    if (needs_connection && !app_connect(app, err))
        return false;
    if (run->hook != NULL ? !run_hook(app, run, result, err) : !run_call(app, run, result, err))
        return false;
    *ret_result = TAKE(result);
    return true;
}

// A lost connection leaves open whether the call was done.  Asking again with the same request id
// is safe; a flow that makes new secrets would be another request, so it is not asked again.
static bool run_patiently(App *app, const Run *run, FormResult **ret_result, Error *err)
{
    Error first = ERROR_EMPTY;
    if (run_once(app, run, ret_result, &first))
        return true;
    if (first.code == ERROR_CONNECTION && app->db != NULL && run->hook == NULL) {
        error_clear(&first);
        if (run_once(app, run, ret_result, &first))
            return true;
    }
    if (first.code == ERROR_CONNECTION && run->form->kind == FORM_CHANGE)
        (void)error_add_hint(&first,
                             "It is not known whether this was done. Ask again with request=%s: "
                             "it is done once at most.",
                             run->request);
    if (err != NULL)
        *err = first;
    return false;
}

static bool run_change(App *app, Run *run, FormResult **ret_result, Error *err)
{
    AppNote note;
    Error failure = ERROR_EMPTY;
    if (!app_note_open(app, run->request, run->form->operation, &note, err))
        return false;
    bool is_done = run_patiently(app, run, ret_result, &failure);
    app_note_close(&note, is_done || failure.code != ERROR_CONNECTION);
    if (!is_done && err != NULL)
        *err = failure;
    return is_done;
}

static bool check_session(const App *app, const Run *run, Error *err)
{
    bool is_needed = run->hook == NULL || run->hook->needs_session;
    if (app->token != NULL || !is_needed)
        return true;
    (void)error_set(err, ERROR_NO_SESSION, __func__, "Nobody is signed in.");
    return error_add_hint(err, "Sign in: paydesk login --user NAME prints a token for "
                               "PAYDESK_SESSION.");
}

static bool check_request(const Form *form, const char *request, char ret_request[UUID_TEXT_SIZE],
                          Error *err)
{
    Uuid uuid;
    if (form->kind != FORM_CHANGE) {
        ret_request[0] = '\0';
        return true;
    }
    if (request == NULL || !uuid_from_text(request, &uuid, NULL))
        return error_set_field(err, ERROR_MALFORMED, "request",
                               "It has 32 hexadecimal digits in groups of 8-4-4-4-12.",
                               "The request id is not a UUID.");
    (void)uuid_to_text(uuid, ret_request);
    return true;
}

static bool prepare(const App *app, const Form *form, const FormValues *values, Run *run,
                    Error *err)
{
    run->form = form;
    run->typed = values;
    run->hook = form->hook == NULL ? NULL : app_hook_find(form->hook);
    if (form->hook != NULL && run->hook == NULL)
        return error_set(err, ERROR_INTERNAL, __func__, "There is no hook %s.", form->hook);
    return form_check_values(form, values, &run->values, err) && check_session(app, run, err);
}

bool app_run_form(App *app, const Form *form, const FormValues *values, const char *request,
                  FormResult **ret_result, Error *err)
{
    AUTO(run_done) Run run = {.form = form};
    char canonical[UUID_TEXT_SIZE];
    if (!prepare(app, form, values, &run, err) || !check_request(form, request, canonical, err))
        return false;
    run.request = canonical;
    if (form->kind != FORM_CHANGE)
        return run_patiently(app, &run, ret_result, err);
    if (!run_change(app, &run, ret_result, err))
        return false;
    if (text_equal(form->operation, "staff.sign_out"))
        app_disconnect(app);
    return true;
}

static bool preview_once(App *app, const Run *run, FormPreview **ret_preview, Error *err)
{
    AUTO(arguments_done) Arguments arguments;
    AUTO(db_rows_free) DbRows *rows = NULL;
    arguments_init(&arguments, run, NULL);
    return app_connect(app, err) &&
           db_call(app->db, run->form->preview, arguments.params, arguments.count, DB_ONE_VALUE,
                   &rows, err) &&
           form_preview_parse(db_rows_single(rows), ret_preview, err);
}

bool app_preview_form(App *app, const Form *form, const FormValues *values,
                      FormPreview **ret_preview, Error *err)
{
    AUTO(run_done) Run run = {.form = form};
    Error first = ERROR_EMPTY;
    if (form->preview == NULL)
        return error_set(err, ERROR_USAGE, __func__, "%s has no preview.", form->operation);
    if (!prepare(app, form, values, &run, err))
        return false;
    if (preview_once(app, &run, ret_preview, &first))
        return true;
    if (first.code == ERROR_CONNECTION && app->db != NULL)
        return preview_once(app, &run, ret_preview, err);
    if (err != NULL)
        *err = first;
    return false;
}
