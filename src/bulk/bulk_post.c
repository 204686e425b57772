// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>

#include "bulk/bulk_internal.h"

// One chunk; the first has the request's own id, so that the request can be asked after.
static bool post_chunk(const BulkCall *call, int64_t number, FormResult **ret_answer, Error *err)
{
    AUTO_FREE char *label = number == 0 ? NULL : text_format("post:%" PRId64, number);
    const DbParam params[] = {
        db_integer("p_bulk", form_values_get(call->values, "bulk")),
        db_integer("p_limit", form_values_get(call->values, "limit")),
    };
    return bulk_ask(call, "api.bulk_post", call->request, label, params, COUNT_OF(params),
                    ret_answer, err);
}

static bool refuse_stopped(const FormResult *answer, Error *err)
{
    (void)error_set(err, ERROR_CANCELLED, __func__,
                    "Stopped: %" PRId64 " of %" PRId64 " lines of bulk %" PRId64 " are posted.",
                    bulk_answer_number(answer, "posted"), bulk_answer_number(answer, "good"),
                    bulk_answer_number(answer, "bulk"));
    return error_add_hint(err, "Post it again: it goes on where it stopped.");
}

// The counts of before, if this chunk was stopped in the middle and undone.
static bool refuse(const FormResult *last, const Error *failure, Error *err)
{
    if (failure->code == ERROR_CANCELLED && last != NULL)
        return refuse_stopped(last, err);
    if (err != NULL)
        *err = *failure;
    return false;
}

bool bulk_post(const BulkCall *call, Error *err)
{
    AUTO(form_result_free) FormResult *last = NULL;
    watch_tell(call->watch, "Posting", 0, 0);
    for (int64_t number = 0;; number++) {
        AUTO(form_result_free) FormResult *answer = NULL;
        Error failure = ERROR_EMPTY;
        if (!post_chunk(call, number, &answer, &failure))
            return refuse(last, &failure, err);
        int64_t done =
            bulk_answer_number(answer, "posted") + bulk_answer_number(answer, "refused_lines");
        watch_tell(call->watch, "Posting", done, bulk_answer_number(answer, "good"));
        if (text_equal(form_result_get(answer, 0, "finished"), "true"))
            return bulk_answer_give(call, answer, err);
        if (watch_must_stop(call->watch))
            return refuse_stopped(answer, err);
        form_result_free(last);
        last = TAKE(answer);
    }
}
