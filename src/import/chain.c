// SPDX-License-Identifier: Apache-2.0
#include "import/chain.h"

#include <inttypes.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/memory.h"
#include "import/import_internal.h"

struct Chain {
    ImportReport *report;
    ChainAccount *accounts;
    size_t account_count;
    size_t account_room;
    ChainRow *waiting;
    size_t waiting_count;
    size_t waiting_room;
    int64_t lost; // rows that could not be told to be anybody's
};

Chain *chain_new(ImportReport *report)
{
    Chain *chain = NEW(Chain);
    chain->report = report;
    return chain;
}

void chain_add_account(Chain *chain, int64_t opened)
{
    if (chain->account_count == chain->account_room) {
        chain->account_room = 2 * chain->account_room + 256;
        chain->accounts =
            memory_resize(chain->accounts, chain->account_room, sizeof *chain->accounts);
    }
    chain->accounts[chain->account_count++] = (ChainAccount){.opened = opened, .last_date = opened};
}

static void PRINTF_LIKE(4, 5)
    bad(Chain *chain, int64_t line, const char *column, const char *format, ...)
{
    AUTO(text_done) Text reason = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&reason, format, arguments);
    va_end(arguments);
    import_bad(chain->report, import_layouts[IMPORT_TRANSACTIONS].file, line, column,
               text_string(&reason));
}

// The row's figures count from here on, whether they were right or not: one mistake is told once.
static void adopt(ChainAccount *account, const ChainRow *row)
{
    account->last_seq = row->seq;
    account->last_date = row->date;
    account->last_balance = row->balance;
    account->last_line = row->line;
    account->is_unsure = false;
}

static const char *day_text(int64_t day, char ret_text[DATE_TEXT_SIZE])
{
    Date date = {0};
    if (!date_from_day_number(day, &date, NULL))
        return "";
    return date_format(date, ret_text);
}

static void date_check(Chain *chain, const ChainAccount *account, const ChainRow *row)
{
    char text[DATE_TEXT_SIZE];
    if (row->date < account->opened)
        bad(chain, row->line, "date", "is before the account was opened (%s)",
            day_text(account->opened, text));
    else if (row->date < account->last_date)
        bad(chain, row->line, "date",
            "is before that of the account's row before, %s on line %" PRId64,
            day_text(account->last_date, text), account->last_line);
}

// Both figures are within 10^15, so the sum cannot overflow.
static void balance_check(Chain *chain, const ChainAccount *account, const ChainRow *row)
{
    int64_t expected = account->last_balance + row->amount;
    if (expected == row->balance)
        return;
    chain->report->mismatches++;
    bad(chain, row->line, "balance_after_minor",
        "does not follow: %" PRId64 " before and %" PRId64 " make %" PRId64 ", not %" PRId64,
        account->last_balance, row->amount, expected, row->balance);
}

static void follow(Chain *chain, ChainAccount *account, const ChainRow *row)
{
    if (!account->is_unsure) {
        date_check(chain, account, row);
        balance_check(chain, account, row);
    }
    adopt(account, row);
}

static void wait_for_turn(Chain *chain, const ChainRow *row)
{
    if (chain->waiting_count == chain->waiting_room) {
        chain->waiting_room = 2 * chain->waiting_room + 256;
        chain->waiting = memory_resize(chain->waiting, chain->waiting_room, sizeof *chain->waiting);
    }
    chain->waiting[chain->waiting_count++] = *row;
}

void chain_row(Chain *chain, const ChainRow *row)
{
    ChainAccount *account = &chain->accounts[row->account];
    if (account->is_unsure || row->seq == account->last_seq + 1)
        follow(chain, account, row);
    else
        wait_for_turn(chain, row);
}

void chain_skip(Chain *chain, size_t account)
{
    chain->accounts[account].is_unsure = true;
}

void chain_lose(Chain *chain)
{
    chain->lost++;
}

static int compare_turns(const void *left, const void *right)
{
    const ChainRow *a = left;
    const ChainRow *b = right;
    if (a->account != b->account)
        return a->account < b->account ? -1 : 1;
    if (a->seq != b->seq)
        return a->seq < b->seq ? -1 : 1;
    return a->line < b->line ? -1 : 1;
}

// A gap that rows already reported account for is not reported again.
static bool gap_is_explained(Chain *chain, int64_t missing)
{
    if (missing > chain->lost)
        return false;
    chain->lost -= missing;
    return true;
}

static void late_row(Chain *chain, const ChainRow *row, const char *name)
{
    ChainAccount *account = &chain->accounts[row->account];
    if (account->is_unsure || row->seq == account->last_seq + 1) {
        follow(chain, account, row);
    } else if (row->seq < 1) {
        bad(chain, row->line, "seq", "is %" PRId64 "; the first of an account is 1", row->seq);
    } else if (row->seq <= account->last_seq) {
        bad(chain, row->line, "seq", "%" PRId64 " stands twice for account %s", row->seq, name);
    } else {
        if (!gap_is_explained(chain, row->seq - account->last_seq - 1))
            bad(chain, row->line, "seq", "is %" PRId64 " where %" PRId64 " of account %s is due",
                row->seq, account->last_seq + 1, name);
        adopt(account, row);
    }
}

void chain_close(Chain *chain, const IdMap *names)
{
    if (chain->waiting_count > 0)
        qsort(chain->waiting, chain->waiting_count, sizeof *chain->waiting, compare_turns);
    for (size_t i = 0; i < chain->waiting_count; i++)
        late_row(chain, &chain->waiting[i], idmap_text(names, chain->waiting[i].account));
    chain->waiting_count = 0;
}

void chain_free(Chain *chain)
{
    if (chain == NULL)
        return;
    free(chain->accounts);
    free(chain->waiting);
    free(chain);
}
