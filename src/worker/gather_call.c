// SPDX-License-Identifier: Apache-2.0
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "db/db_list.h"
#include "worker/gather_internal.h"

// More legs than this in one call would make everybody in it wait for a single large journal.
enum { GATHER_CALL_LEGS_MAX = 2000 };

bool gather_payment_check(const GatherPayment *payment, Error *err)
{
    bool has_legs = payment->leg_count >= 2 && payment->leg_count <= GATHER_LEGS_MAX;
    for (size_t i = 0; has_legs && i < payment->leg_count; i++)
        has_legs = payment->legs[i].what != NULL;
    if (!payment->operation || !has_legs)
        return error_set(err, ERROR_MALFORMED, __func__,
                         "A payment has an operation and 2 to 1,000 legs of a kind.");
    return true;
}

GatherItem *gather_item_new(const GatherPayment *payment, GatherDone done, void *context)
{
    GatherItem *item = NEW(GatherItem);
    item->done = done;
    item->context = context;
    item->operation = text_copy(payment->operation);
    item->text = text_copy(payment->text);
    item->legs = memory_new(payment->leg_count, sizeof *item->legs);
    for (size_t i = 0; i < payment->leg_count; i++) {
        item->legs[i] = payment->legs[i];
        item->legs[i].what = text_copy(payment->legs[i].what);
    }
    item->payment = *payment;
    item->payment.operation = item->operation;
    item->payment.text = item->text;
    item->payment.legs = item->legs;
    return item;
}

static void gather_free_what(const char *what)
{
    // The item's own copy, which the type of a leg shows as const.
    char *owned = NULL;
    memcpy(&owned, &what, sizeof owned);
    free(owned);
}

void gather_item_free(GatherItem *item)
{
    if (!item)
        return;
    for (size_t i = 0; i < item->payment.leg_count; i++)
        gather_free_what(item->legs[i].what);
    free(item->legs);
    free(item->operation);
    free(item->text);
    free(item);
}

bool gather_call_fits(const GatherCall *call, const GatherItem *item)
{
    if (call->count > 0 && call->legs + item->payment.leg_count > GATHER_CALL_LEGS_MAX)
        return false;
    for (size_t i = 0; i < call->count; i++)
        if (uuid_equal(call->items[i]->payment.request, item->payment.request))
            return false;
    return true;
}

void gather_call_add(GatherCall *call, GatherItem *item)
{
    call->items[call->count++] = item;
    call->legs += item->payment.leg_count;
}

// The arguments of admin.worker_post_many: one element per leg, then one per payment.
typedef struct {
    DbList journal;
    DbList account;
    DbList amount;
    DbList what;
    DbList operation;
    DbList value_date;
    DbList text;
    DbList request;
} GatherLists;

static void gather_lists_done(GatherLists *lists)
{
    db_list_done(&lists->journal);
    db_list_done(&lists->account);
    db_list_done(&lists->amount);
    db_list_done(&lists->what);
    db_list_done(&lists->operation);
    db_list_done(&lists->value_date);
    db_list_done(&lists->text);
    db_list_done(&lists->request);
}
AUTO_DEFINE_VALUE(GatherLists, gather_lists_done);

static void gather_add_payment(GatherLists *lists, const GatherPayment *payment, int64_t place)
{
    char uuid[UUID_TEXT_SIZE];
    char date[DATE_TEXT_SIZE];
    for (size_t i = 0; i < payment->leg_count; i++) {
        db_list_add_number(&lists->journal, place);
        db_list_add_number(&lists->account, payment->legs[i].account);
        db_list_add_number(&lists->amount, payment->legs[i].amount);
        db_list_add(&lists->what, payment->legs[i].what);
    }
    db_list_add(&lists->operation, payment->operation);
    db_list_add(&lists->value_date,
                date_is_valid(payment->value_date) ? date_format(payment->value_date, date) : NULL);
    db_list_add(&lists->text, payment->text);
    db_list_add(&lists->request, uuid_to_text(payment->request, uuid));
}

static bool gather_lists_check(GatherLists *lists, Error *err)
{
    return db_list_check(&lists->journal, err) && db_list_check(&lists->account, err) &&
           db_list_check(&lists->amount, err) && db_list_check(&lists->what, err) &&
           db_list_check(&lists->operation, err) && db_list_check(&lists->value_date, err) &&
           db_list_check(&lists->text, err) && db_list_check(&lists->request, err);
}

static bool gather_ask(const GatherLists *lists, Db *db, int16_t ledger, int32_t staff,
                       DbRows **ret_rows, Error *err)
{
    char number[DB_NUMBER_SIZE];
    char person[DB_NUMBER_SIZE];
    (void)snprintf(number, sizeof number, "%d", ledger);
    (void)snprintf(person, sizeof person, "%d", staff);
    const DbParam params[] = {
        db_param("p_ledger", DB_SMALLINT, number),
        db_integer("p_staff", staff != 0 ? person : NULL),
        db_list_param("p_journal", DB_INTEGER_LIST, &lists->journal),
        db_list_param("p_account", DB_BIGINT_LIST, &lists->account),
        db_list_param("p_amount", DB_BIGINT_LIST, &lists->amount),
        db_list_param("p_what", DB_TEXT_LIST, &lists->what),
        db_list_param("p_operation", DB_TEXT_LIST, &lists->operation),
        db_list_param("p_value_date", DB_DATE_LIST, &lists->value_date),
        db_list_param("p_text", DB_TEXT_LIST, &lists->text),
        db_list_param("p_request", DB_UUID_LIST, &lists->request),
    };
    return db_call(db, "admin.worker_post_many", params, COUNT_OF(params), DB_ROWS, ret_rows, err);
}

static void gather_read_answer(const DbRows *rows, size_t row, GatherAnswer *answer)
{
    const char *code = db_rows_text(rows, row, "code");
    const char *sentence = db_rows_text(rows, row, "sentence");
    *answer = (GatherAnswer){
        .journal = db_rows_int64(rows, row, "journal"),
        .is_replayed = db_rows_bool(rows, row, "replayed"),
    };
    if (code) {
        ErrorCode known = error_from_sqlstate(code);
        (void)error_set(&answer->error, known, "worker_post_many", "%s",
                        sentence ? sentence : error_sentence(known));
    }
}

// Every payment has exactly one row; anything else would be somebody's money in the wrong place.
static bool gather_check_places(const GatherCall *call, const DbRows *rows, Error *err)
{
    bool is_answered[GATHER_CALL_MAX] = {false};
    bool is_complete = db_rows_count(rows) == call->count;
    for (size_t row = 0; is_complete && row < call->count; row++) {
        int64_t place = db_rows_int64(rows, row, "place");
        is_complete = place >= 1 && place <= (int64_t)call->count && !is_answered[place - 1];
        if (is_complete)
            is_answered[place - 1] = true;
    }
    return is_complete ||
           error_set(err, ERROR_INTERNAL, __func__, "%zu payments were answered with %zu rows.",
                     call->count, db_rows_count(rows));
}

bool gather_call_post(const GatherCall *call, Db *db, int16_t ledger, int32_t staff, Error *err)
{
    AUTO(gather_lists_done)
    GatherLists lists = {
        .journal = DB_LIST_EMPTY,
        .account = DB_LIST_EMPTY,
        .amount = DB_LIST_EMPTY,
        .what = DB_LIST_EMPTY,
        .operation = DB_LIST_EMPTY,
        .value_date = DB_LIST_EMPTY,
        .text = DB_LIST_EMPTY,
        .request = DB_LIST_EMPTY,
    };
    AUTO(db_rows_free) DbRows *rows = NULL;
    for (size_t i = 0; i < call->count; i++)
        gather_add_payment(&lists, &call->items[i]->payment, (int64_t)i + 1);
    if (!gather_lists_check(&lists, err) || !gather_ask(&lists, db, ledger, staff, &rows, err) ||
        !gather_check_places(call, rows, err))
        return false;
    for (size_t row = 0; row < call->count; row++) {
        int64_t place = db_rows_int64(rows, row, "place");
        gather_read_answer(rows, row, &call->items[place - 1]->answer);
    }
    return true;
}
