// SPDX-License-Identifier: Apache-2.0
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/secret.h"
#include "base/uuid.h"
#include "bulk/bulk_internal.h"

enum {
    TRIES = 6,
    WAIT_MS = 200, // longer with every try
};

static void wait_ms(unsigned ms)
{
    const struct timespec time = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
    (void)nanosleep(&time, NULL);
}

static bool request_of(const char *request, const char *label, char ret_text[UUID_TEXT_SIZE],
                       Error *err)
{
    Uuid uuid;
    if (!uuid_from_text(request, &uuid, err))
        return false;
    (void)uuid_to_text(label == NULL ? uuid : uuid_derived(uuid, label), ret_text);
    return true;
}

// Once; a connection that was lost before is made anew first.
static bool ask_once(const BulkCall *call, const char *function, const DbParam *params,
                     size_t count, DbRows **ret_rows, Error *err)
{
    if (!db_is_open(call->db) && !db_reopen(call->db, err))
        return false;
    return db_call(call->db, function, params, count, DB_ONE_VALUE, ret_rows, err);
}

// The same request id is asked again, so nothing is done twice.
static bool ask_patiently(const BulkCall *call, const char *function, const DbParam *params,
                          size_t count, DbRows **ret_rows, Error *err)
{
    for (unsigned tries = 1;; tries++) {
        Error failure = ERROR_EMPTY;
        if (ask_once(call, function, params, count, ret_rows, &failure))
            return true;
        bool may_help = failure.code == ERROR_CONNECTION || failure.code == ERROR_BUSY;
        if (!may_help || tries == TRIES || watch_must_stop(call->watch)) {
            if (err != NULL)
                *err = failure;
            return false;
        }
        wait_ms(WAIT_MS * tries + secret_random_below(WAIT_MS));
    }
}

bool bulk_ask(const BulkCall *call, const char *function, const char *request, const char *label,
              const DbParam *params, size_t count, FormResult **ret_answer, Error *err)
{
    char id[UUID_TEXT_SIZE];
    AUTO(db_rows_free) DbRows *rows = NULL;
    AUTO(form_result_free) FormResult *answer = form_result_new(form_result_form(call->result));
    AUTO_FREE DbParam *all = memory_new(count + 1, sizeof *all);
    if (!request_of(request, label, id, err))
        return false;
    all[0] = db_uuid("p_request", id);
    memcpy(all + 1, params, count * sizeof *params);
    if (!ask_patiently(call, function, all, count + 1, &rows, err) ||
        !form_result_set_json(answer, db_rows_single(rows), err))
        return false;
    *ret_answer = TAKE(answer);
    return true;
}

int64_t bulk_answer_number(const FormResult *answer, const char *name)
{
    const char *text = form_result_get(answer, 0, name);
    return text == NULL ? 0 : strtoll(text, NULL, 10);
}

bool bulk_answer_give(const BulkCall *call, const FormResult *answer, Error *err)
{
    const char *json = form_result_json_source(answer);
    if (json == NULL || !form_result_set_json(call->result, json, err))
        return false;
    form_result_set(call->result, 0, "request", call->request);
    return true;
}
