// SPDX-License-Identifier: Apache-2.0
#include "staff/staff.h"

#include <string.h>

#include "base/memory.h"
#include "staff/staff_internal.h"

void staff_session_free(StaffSession *session)
{
    if (session == NULL)
        return;
    for (size_t i = 0; i < session->operation_count; i++)
        free(session->operations[i]);
    free(session->operations);
    free(session->name);
    free(session->full_name);
    free(session->role);
    free(session->ledger_name);
    free(session->business_date);
    free(session->drawer);
    free(session->drawer_currency);
    free(session->currency);
    free(session);
}

bool staff_session_may(const StaffSession *session, const char *operation)
{
    for (size_t i = 0; i < session->operation_count; i++)
        if (text_equal(session->operations[i], operation))
            return true;
    return false;
}

static StaffNext next_from(const char *next)
{
    if (text_equal(next, "change_password"))
        return STAFF_NEXT_CHANGE_PASSWORD;
    return text_equal(next, "enrol") ? STAFF_NEXT_ENROL : STAFF_NEXT_NOTHING;
}

// Names of operations need no quoting, so an array of them is written {a.b,c.d}.
static void read_operations(const char *list, StaffSession *session)
{
    session->operations = memory_new(1, sizeof *session->operations);
    for (const char *at = list + strspn(list, "{"); *at != '\0' && *at != '}';) {
        size_t length = strcspn(at, ",}");
        size_t count = session->operation_count + 1;
        session->operations =
            memory_resize(session->operations, count + 1, sizeof *session->operations);
        session->operations[count - 1] = text_copy_bytes(at, length);
        session->operations[count] = NULL;
        session->operation_count = count;
        at += length;
        at += strspn(at, ",");
    }
}

bool staff_session_load(Db *db, StaffSession **ret_session, Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!db_call(db, "api.session_view", NULL, 0, DB_ONE_ROW, &rows, err))
        return false;
    StaffSession *session = NEW(StaffSession);
    session->name = text_copy(db_rows_text(rows, 0, "name"));
    session->full_name = text_copy(db_rows_text(rows, 0, "full_name"));
    session->role = text_copy(db_rows_text(rows, 0, "role"));
    session->ledger = (int)db_rows_int64(rows, 0, "ledger");
    session->ledger_name = text_copy(db_rows_text(rows, 0, "ledger_name"));
    session->business_date = text_copy(db_rows_text(rows, 0, "business_date"));
    session->drawer = text_copy(db_rows_text(rows, 0, "drawer"));
    session->drawer_currency = text_copy(db_rows_text(rows, 0, "drawer_currency"));
    session->drawer_balance_minor = db_rows_int64(rows, 0, "drawer_balance_minor");
    session->currency = text_copy(db_rows_text(rows, 0, "currency"));
    session->is_limited = db_rows_bool(rows, 0, "limited");
    session->next = next_from(db_rows_text(rows, 0, "next"));
    session->idle_minutes = (int)db_rows_int64(rows, 0, "idle_minutes");
    const char *operations = db_rows_text(rows, 0, "operations");
    read_operations(operations == NULL ? "" : operations, session);
    *ret_session = session;
    return true;
}

static bool read_sign_in(const DbRows *rows, Secret **ret_token, StaffNext *ret_next, Error *err)
{
    const char *token = db_rows_text(rows, 0, "token");
    if (!text_equal(db_rows_text(rows, 0, "status"), "ok") || token == NULL) {
        error_set(err, ERROR_SIGN_IN_REFUSED, __func__, "The sign-in was refused.");
        return error_add_hint(err, "Check name, password and code. A code works once; after ten "
                                   "failures the sign-in is locked for half an hour.");
    }
    *ret_token = secret_from_bytes(token, strlen(token));
    *ret_next = next_from(db_rows_text(rows, 0, "next"));
    return true;
}

bool staff_sign_in(Db *db, const char *name, const Secret *password, const Secret *code,
                   Secret **ret_token, StaffNext *ret_next, Error *err)
{
    AUTO(secret_free) Secret *key = NULL;
    AUTO(secret_free) Secret *token = NULL;
    AUTO(db_rows_free) DbRows *rows = NULL;
    StaffNext next = STAFF_NEXT_NOTHING;
    if (!staff_key_of(db, name, password, &key, err))
        return false;
    const DbParam params[] = {
        db_text("p_name", name),
        db_secret("p_key", key),
        db_text("p_code", code == NULL ? NULL : secret_text(code)),
    };
    if (!db_call(db, "api.sign_in", params, COUNT_OF(params), DB_ONE_ROW, &rows, err) ||
        !read_sign_in(rows, &token, &next, err) || !db_set_session(db, token, err))
        return false;
    *ret_token = TAKE(token);
    *ret_next = next;
    return true;
}
