// SPDX-License-Identifier: Apache-2.0
#include <string.h>

#include "app/app_internal.h"
#include "bulk/bulk.h"

// Signs in and shows who one is now; the token is a secret of the result.
static bool run_sign_in(App *app, const StaffCall *call, Error *err)
{
    AUTO(secret_free) Secret *code = NULL;
    AUTO(staff_session_free) StaffSession *session = NULL;
    const char *typed = form_values_get(call->values, "code");
    if (typed != NULL)
        code = secret_from_bytes(typed, strlen(typed));
    if (!app_sign_in(app, form_values_get(call->values, "name"),
                     form_values_secret(call->secrets, "password"), code, &session, err))
        return false;
    const struct {
        const char *name;
        const char *value;
    } cells[] = {
        {"name", session->name},
        {"full_name", session->full_name},
        {"role", session->role},
        {"ledger_name", session->ledger_name},
        {"business_date", session->business_date},
        {"next", session->next == STAFF_NEXT_ENROL             ? "enrol"
                 : session->next == STAFF_NEXT_CHANGE_PASSWORD ? "change_password"
                                                               : ""},
    };
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        form_result_add_source(call->result, cells[i].name, FORM_CELL_TEXT);
    form_result_add_row(call->result);
    for (size_t i = 0; i < COUNT_OF(cells); i++)
        form_result_set(call->result, 0, cells[i].name, cells[i].value);
    form_result_add_secret(call->result, "session", "Session",
                           secret_from_bytes(secret_bytes(app->token), secret_length(app->token)));
    return true;
}

static bool run_bulk(const App *app, const StaffCall *call,
                     bool (*flow)(const BulkCall *call, Error *err), Error *err)
{
    const BulkCall bulk = {
        .db = call->db,
        .values = call->values,
        .request = call->request,
        .watch = &app->watch,
        .result = call->result,
    };
    return flow(&bulk, err);
}

static bool run_bulk_load(App *app, const StaffCall *call, Error *err)
{
    return run_bulk(app, call, bulk_load, err);
}

static bool run_bulk_post(App *app, const StaffCall *call, Error *err)
{
    return run_bulk(app, call, bulk_post, err);
}

static const AppHook hooks[] = {
    {"staff.sign_in", "api.sign_in", "p_name p_key p_code", false, NULL, run_sign_in},
    {"staff.change_password", "api.staff_change_password",
     "p_request p_key p_code p_new_salt p_new_key p_previous_keys", true, staff_run_change_password,
     NULL},
    {"staff.enrol", "api.staff_enrol", "p_request p_key p_seed p_code", true, staff_run_enrol,
     NULL},
    {"staff.create", "api.staff_create", "p_request p_name p_full_name p_role p_salt p_key", true,
     staff_run_create, NULL},
    {"staff.reset", "api.staff_reset", "p_request p_name p_salt p_key", true, staff_run_reset,
     NULL},
    {"bulk.load", "api.bulk_load",
     "p_request p_payer p_file p_format p_execution_date p_again p_requested_date p_digest "
     "p_message p_lines",
     true, NULL, run_bulk_load},
    {"bulk.post", "api.bulk_post", "p_request p_bulk p_limit", true, NULL, run_bulk_post},
    {"staff.unlock_screen", "api.staff_unlock_screen", "p_key", true, staff_run_unlock_screen,
     NULL},
};

const AppHook *app_hook_find(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(hooks); i++)
        if (text_equal(hooks[i].name, name))
            return &hooks[i];
    return NULL;
}
