// SPDX-License-Identifier: Apache-2.0
#include <assert.h>
#include <string.h>

#include "staff/staff_internal.h"

bool staff_cost_read(const DbRows *rows, size_t row, StaffCost *ret_cost, Error *err)
{
    StaffCost cost = {
        .ops = db_rows_int64(rows, row, "ops"),
        .mem_kib = db_rows_int64(rows, row, "mem_kib"),
    };
    size_t length = 0;
    AUTO_FREE uint8_t *salt = db_rows_bytes(rows, row, "salt", &length);
    if (salt == NULL || length != sizeof cost.salt || cost.ops < 1 || cost.mem_kib < 8)
        return error_set(err, ERROR_INTERNAL, __func__,
                         "The database gave no usable parameters for signing in.");
    memcpy(cost.salt, salt, length);
    *ret_cost = cost;
    return true;
}

bool staff_cost_load(Db *db, const char *name, StaffCost *ret_cost, Error *err)
{
    const DbParam params[] = {db_text("p_name", name)};
    AUTO(db_rows_free) DbRows *rows = NULL;
    return db_call(db, "api.sign_in_parameters", params, COUNT_OF(params), DB_ONE_ROW, &rows,
                   err) &&
           staff_cost_read(rows, 0, ret_cost, err);
}

bool staff_cost_derive(const StaffCost *cost, const Secret *password, Secret **ret_key, Error *err)
{
    return secret_derive_key(password, cost->salt, (uint64_t)cost->ops, (size_t)cost->mem_kib,
                             ret_key, err);
}

bool staff_key_of(Db *db, const char *name, const Secret *password, Secret **ret_key, Error *err)
{
    StaffCost cost = {.ops = 0};
    return staff_cost_load(db, name, &cost, err) &&
           staff_cost_derive(&cost, password, ret_key, err);
}

bool staff_key_new(Db *db, const Secret *password, StaffKey *ret_key, Error *err)
{
    StaffCost cost = {.ops = 0};
    if (!staff_cost_load(db, NULL, &cost, err))
        return false;
    secret_random(cost.salt, sizeof cost.salt);
    StaffKey key = {.ops = cost.ops, .mem_kib = cost.mem_kib};
    memcpy(key.salt, cost.salt, sizeof key.salt);
    if (!staff_cost_derive(&cost, password, &key.key, err))
        return false;
    *ret_key = key;
    return true;
}

void staff_key_done(StaffKey *key)
{
    secret_free(key->key);
    key->key = NULL;
}

void staff_secret_add(Secret *secret, const char *text)
{
    bool has_room = secret_add(secret, text, strlen(text));
    assert(has_room);
    (void)has_room;
}
