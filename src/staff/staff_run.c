// SPDX-License-Identifier: Apache-2.0
//
// The C flows behind forms: what a call alone cannot do, because a key must be derived or a secret
// made.
#include <string.h>

#include "staff/staff_internal.h"

enum { HISTORY_MAX = 16 }; // earlier passwords that are compared

static bool take_answer(const StaffCall *call, const DbRows *rows, Error *err)
{
    return form_result_set_json(call->result, db_rows_single(rows), err);
}

static bool current_key(const StaffCall *call, Secret **ret_key, Error *err)
{
    return staff_key_of(call->db, call->user, form_values_secret(call->secrets, "password"),
                        ret_key, err);
}

static void add_hex(Secret *secret, const Secret *bytes)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < secret_length(bytes); i++) {
        uint8_t byte = secret_bytes(bytes)[i];
        char pair[3] = {digits[byte >> 4], digits[byte & 15], '\0'};
        staff_secret_add(secret, pair);
    }
}

// The new password under each earlier salt, as the text of a bytea[], so that the database can see
// whether it was used before without ever learning it.
static bool previous_keys(const StaffCall *call, const Secret *password, Secret **ret_keys,
                          Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    AUTO(secret_free) Secret *keys = secret_new(SECRET_MAX);
    if (!db_call(call->db, "api.staff_password_salts", NULL, 0, DB_ROWS, &rows, err))
        return false;
    staff_secret_add(keys, "{");
    for (size_t i = 0; i < db_rows_count(rows) && i < HISTORY_MAX; i++) {
        AUTO(secret_free) Secret *key = NULL;
        StaffCost cost;
        if (!staff_cost_read(rows, i, &cost, err) || !staff_cost_derive(&cost, password, &key, err))
            return false;
        staff_secret_add(keys, i == 0 ? "\"\\\\x" : ",\"\\\\x");
        add_hex(keys, key);
        staff_secret_add(keys, "\"");
    }
    staff_secret_add(keys, "}");
    *ret_keys = TAKE(keys);
    return true;
}

static bool send_change_password(const StaffCall *call, const Secret *key, const StaffKey *fresh,
                                 const Secret *previous, Error *err)
{
    AUTO(db_rows_free) DbRows *rows = NULL;
    const DbParam params[] = {
        db_uuid("p_request", call->request),
        db_secret("p_key", key),
        db_text("p_code", form_values_get(call->values, "code")),
        db_bytes("p_new_salt", fresh->salt, sizeof fresh->salt),
        db_secret("p_new_key", fresh->key),
        db_param("p_previous_keys", DB_OTHER, secret_text(previous)),
    };
    return db_call(call->db, "api.staff_change_password", params, COUNT_OF(params), DB_ONE_VALUE,
                   &rows, err) &&
           take_answer(call, rows, err);
}

bool staff_run_change_password(const StaffCall *call, Error *err)
{
    AUTO(secret_free) Secret *key = NULL;
    AUTO(secret_free) Secret *previous = NULL;
    AUTO(staff_key_done) StaffKey fresh = {.key = NULL};
    const Secret *password = form_values_secret(call->secrets, "new_password");
    return secret_password_check(password, call->user, "new_password", err) &&
           current_key(call, &key, err) && previous_keys(call, password, &previous, err) &&
           staff_key_new(call->db, password, &fresh, err) &&
           send_change_password(call, key, &fresh, previous, err);
}

bool staff_run_enrol(const StaffCall *call, Error *err)
{
    AUTO(secret_free) Secret *key = NULL;
    AUTO(secret_free) Secret *seed = NULL;
    AUTO(db_rows_free) DbRows *rows = NULL;
    const Secret *base32 = form_values_secret(call->secrets, "seed");
    if (base32 == NULL)
        return error_set_field(err, ERROR_MALFORMED, "seed", "Scan the code that is shown first.",
                               "There is no seed for the second factor yet.");
    if (!secret_base32_decode(secret_text(base32), &seed, err))
        return error_add_field(err, "seed");
    if (!current_key(call, &key, err))
        return false;
    const DbParam params[] = {
        db_uuid("p_request", call->request),
        db_secret("p_key", key),
        db_secret("p_seed", seed),
        db_text("p_code", form_values_get(call->values, "code")),
    };
    return db_call(call->db, "api.staff_enrol", params, COUNT_OF(params), DB_ONE_VALUE, &rows,
                   err) &&
           take_answer(call, rows, err);
}

// The password is told once, here; a repeated request would be another one, so it is not told
// again.
static bool show_password(const StaffCall *call, Secret *password)
{
    form_result_add_secret(call->result, "one_time_password", "One-time password", password);
    return true;
}

bool staff_run_create(const StaffCall *call, Error *err)
{
    AUTO(secret_free) Secret *password = secret_one_time_password();
    AUTO(staff_key_done) StaffKey fresh = {.key = NULL};
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!staff_key_new(call->db, password, &fresh, err))
        return false;
    const DbParam params[] = {
        db_uuid("p_request", call->request),
        db_text("p_name", form_values_get(call->values, "name")),
        db_text("p_full_name", form_values_get(call->values, "full_name")),
        db_text("p_role", form_values_get(call->values, "role")),
        db_bytes("p_salt", fresh.salt, sizeof fresh.salt),
        db_secret("p_key", fresh.key),
    };
    return db_call(call->db, "api.staff_create", params, COUNT_OF(params), DB_ONE_VALUE, &rows,
                   err) &&
           take_answer(call, rows, err) && show_password(call, TAKE(password));
}

bool staff_run_reset(const StaffCall *call, Error *err)
{
    AUTO(secret_free) Secret *password = secret_one_time_password();
    AUTO(staff_key_done) StaffKey fresh = {.key = NULL};
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!staff_key_new(call->db, password, &fresh, err))
        return false;
    const DbParam params[] = {
        db_uuid("p_request", call->request),
        db_text("p_name", form_values_get(call->values, "name")),
        db_bytes("p_salt", fresh.salt, sizeof fresh.salt),
        db_secret("p_key", fresh.key),
    };
    return db_call(call->db, "api.staff_reset", params, COUNT_OF(params), DB_ONE_VALUE, &rows,
                   err) &&
           take_answer(call, rows, err) && show_password(call, TAKE(password));
}

bool staff_run_unlock_screen(const StaffCall *call, Error *err)
{
    AUTO(secret_free) Secret *key = NULL;
    AUTO(db_rows_free) DbRows *rows = NULL;
    if (!current_key(call, &key, err))
        return false;
    const DbParam params[] = {db_secret("p_key", key)};
    if (!db_call(call->db, "api.staff_unlock_screen", params, COUNT_OF(params), DB_ONE_ROW, &rows,
                 err))
        return false;
    if (!text_equal(db_rows_text(rows, 0, "status"), "ok"))
        return error_set_field(err, ERROR_SIGN_IN_REFUSED, "password", NULL,
                               "The password was refused.");
    form_result_add_source(call->result, "status", FORM_CELL_TEXT);
    form_result_add_row(call->result);
    form_result_set(call->result, 0, "status", "ok");
    return true;
}
