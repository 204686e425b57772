// SPDX-License-Identifier: Apache-2.0
#include <inttypes.h>
#include <stdlib.h>

#include "base/memory.h"
#include "import/chain.h"
#include "import/idmap.h"
#include "import/import_internal.h"

// The sum of all amounts, without sign: contra accounts hold at most that, and a balance at most
// 2^62.
#define TURNOVER_MAX INT64_C(4000000000000000000)
#define DAY_NONE     INT64_MIN

typedef struct AccountFacts {
    int64_t line;
    int64_t opened;
    int64_t owner_line; // of holders.csv; 0: no owner so far
} AccountFacts;

struct ImportBooks {
    ImportReport *report;
    bool has_districts;
    bool is_blind[IMPORT_FILES]; // nothing is known of its rows: what refers to them is not judged
    IdMap *districts;
    IdMap *clients;
    int64_t *born; // by client: day number or DAY_NONE
    size_t born_room;
    IdMap *accounts;
    AccountFacts *facts; // by account
    size_t facts_room;
    IdMap *holders; // "account,client"
    IdMap *orders;
    IdMap *sources;
    Chain *chain;
    int64_t turnover;
    bool is_over;
};

ImportBooks *import_books_new(ImportReport *report, bool has_districts)
{
    ImportBooks *books = NEW(ImportBooks);
    books->report = report;
    books->has_districts = has_districts;
    books->districts = idmap_new();
    books->clients = idmap_new();
    books->accounts = idmap_new();
    books->holders = idmap_new();
    books->orders = idmap_new();
    books->sources = idmap_new();
    books->chain = chain_new(report);
    return books;
}

static void PRINTF_LIKE(5, 6) bad(ImportBooks *books, ImportFile file, int64_t line,
                                  const char *column, const char *format, ...)
{
    AUTO(text_done) Text reason = TEXT_EMPTY;
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&reason, format, arguments);
    va_end(arguments);
    import_bad(books->report, import_layouts[file].file, line, column, text_string(&reason));
}

// Takes the row's own identifier; false when it is bad or was there before, which is reported.
static bool take_id(ImportBooks *books, IdMap *ids, ImportFile file, const ImportRow *row,
                    size_t column)
{
    const ImportValue *value = &row->values[column];
    bool is_new = false;
    if (!value->is_good)
        return false;
    idmap_add(ids, value->text, value->size, &is_new);
    if (!is_new)
        bad(books, file, row->line, import_layouts[file].columns[column].name,
            "\"%s\" stands twice in this file", value->text);
    return is_new;
}

// The number of what the cell refers to; IDMAP_NONE when the cell is empty or bad, or points
// nowhere, which is reported.
static size_t refer(ImportBooks *books, const IdMap *ids, ImportFile target, ImportFile file,
                    const ImportRow *row, size_t column)
{
    const ImportValue *value = &row->values[column];
    if (!value->is_good || value->text == NULL || books->is_blind[target])
        return IDMAP_NONE;
    size_t number = idmap_find(ids, value->text, value->size);
    if (number == IDMAP_NONE)
        bad(books, file, row->line, import_layouts[file].columns[column].name,
            "\"%s\" is not in %s", value->text, import_layouts[target].file);
    return number;
}

static void refer_district(ImportBooks *books, ImportFile file, const ImportRow *row, size_t column)
{
    if (books->has_districts)
        refer(books, books->districts, IMPORT_DISTRICTS, file, row, column);
}

static void district_row(ImportBooks *books, const ImportRow *row)
{
    take_id(books, books->districts, IMPORT_DISTRICTS, row, DISTRICT_ID);
}

static void client_row(ImportBooks *books, const ImportRow *row)
{
    const ImportValue *born = &row->values[CLIENT_BORN];
    refer_district(books, IMPORT_CLIENTS, row, CLIENT_DISTRICT);
    if (!take_id(books, books->clients, IMPORT_CLIENTS, row, CLIENT_ID))
        return;
    size_t client = idmap_count(books->clients) - 1;
    if (client >= books->born_room) {
        books->born_room = 2 * books->born_room + 256;
        books->born = memory_resize(books->born, books->born_room, sizeof *books->born);
    }
    books->born[client] = born->is_good && born->text != NULL ? born->number : DAY_NONE;
    books->report->customers++;
}

// Numbers that the program gives to its own accounts.
static bool is_reserved(const char *number)
{
    return text_starts_with(number, "GL-") || text_starts_with(number, "DRAWER-");
}

static void account_row(ImportBooks *books, const ImportRow *row)
{
    const ImportValue *id = &row->values[ACCOUNT_ID];
    const ImportValue *opened = &row->values[ACCOUNT_OPENED];
    refer_district(books, IMPORT_ACCOUNTS, row, ACCOUNT_DISTRICT);
    if (!take_id(books, books->accounts, IMPORT_ACCOUNTS, row, ACCOUNT_ID))
        return;
    if (is_reserved(id->text))
        bad(books, IMPORT_ACCOUNTS, row->line, "account",
            "begins with GL- or DRAWER-, which only internal accounts may");
    size_t account = idmap_count(books->accounts) - 1;
    if (account >= books->facts_room) {
        books->facts_room = 2 * books->facts_room + 256;
        books->facts = memory_resize(books->facts, books->facts_room, sizeof *books->facts);
    }
    books->facts[account] =
        (AccountFacts){.line = row->line, .opened = opened->is_good ? opened->number : DAY_NONE};
    chain_add_account(books->chain, books->facts[account].opened);
    books->report->accounts++;
}

static void owner_check(ImportBooks *books, const ImportRow *row, AccountFacts *facts)
{
    const ImportValue *role = &row->values[HOLDER_ROLE];
    if (!role->is_good || !text_equal(role->text, "owner"))
        return;
    if (facts->owner_line != 0)
        bad(books, IMPORT_HOLDERS, row->line, "role",
            "account %s has an owner already, on line %" PRId64, row->values[HOLDER_ACCOUNT].text,
            facts->owner_line);
    else
        facts->owner_line = row->line;
}

static void pair_check(ImportBooks *books, const ImportRow *row)
{
    AUTO(text_done) Text pair = TEXT_EMPTY;
    bool is_new = false;
    text_add_format(&pair, "%s,%s", row->values[HOLDER_ACCOUNT].text,
                    row->values[HOLDER_CLIENT].text);
    idmap_add(books->holders, text_string(&pair), pair.length, &is_new);
    if (!is_new)
        bad(books, IMPORT_HOLDERS, row->line, "client", "%s holds account %s already",
            row->values[HOLDER_CLIENT].text, row->values[HOLDER_ACCOUNT].text);
    else
        books->report->holders++;
}

static void holder_row(ImportBooks *books, const ImportRow *row)
{
    size_t account =
        refer(books, books->accounts, IMPORT_ACCOUNTS, IMPORT_HOLDERS, row, HOLDER_ACCOUNT);
    size_t client =
        refer(books, books->clients, IMPORT_CLIENTS, IMPORT_HOLDERS, row, HOLDER_CLIENT);
    if (account != IDMAP_NONE)
        owner_check(books, row, &books->facts[account]);
    if (account == IDMAP_NONE || client == IDMAP_NONE)
        return;
    pair_check(books, row);
    int64_t opened = books->facts[account].opened;
    if (opened != DAY_NONE && books->born[client] > opened)
        bad(books, IMPORT_HOLDERS, row->line, "client", "%s was born after account %s was opened",
            row->values[HOLDER_CLIENT].text, row->values[HOLDER_ACCOUNT].text);
}

static void owners_check(ImportBooks *books)
{
    if (books->is_blind[IMPORT_HOLDERS])
        return;
    for (size_t account = 0; account < idmap_count(books->accounts); account++)
        if (books->facts[account].owner_line == 0)
            bad(books, IMPORT_ACCOUNTS, books->facts[account].line, "account",
                "\"%s\" has no owner in holders.csv", idmap_text(books->accounts, account));
}

static void order_row(ImportBooks *books, const ImportRow *row)
{
    const ImportValue *amount = &row->values[ORDER_AMOUNT];
    refer(books, books->accounts, IMPORT_ACCOUNTS, IMPORT_STANDING_ORDERS, row, ORDER_ACCOUNT);
    if (amount->is_good && amount->number < 0)
        bad(books, IMPORT_STANDING_ORDERS, row->line, "amount_minor",
            "is %" PRId64 "; an order pays out, so it is positive", amount->number);
    if (take_id(books, books->orders, IMPORT_STANDING_ORDERS, row, ORDER_ID))
        books->report->standing_orders++;
}

static void turnover_check(ImportBooks *books, const ImportRow *row)
{
    int64_t amount = row->values[TRANSACTION_AMOUNT].number;
    if (books->is_over)
        return;
    books->turnover += amount < 0 ? -amount : amount;
    books->is_over = books->turnover > TURNOVER_MAX;
    if (books->is_over)
        bad(books, IMPORT_TRANSACTIONS, row->line, "amount_minor",
            "from here on the turnover of the whole file exceeds %" PRId64, TURNOVER_MAX);
}

static void transaction_row(ImportBooks *books, const ImportRow *row)
{
    const ImportValue *values = row->values;
    size_t account = refer(books, books->accounts, IMPORT_ACCOUNTS, IMPORT_TRANSACTIONS, row,
                           TRANSACTION_ACCOUNT);
    bool is_new = take_id(books, books->sources, IMPORT_TRANSACTIONS, row, TRANSACTION_SOURCE);
    if (is_new)
        books->report->transactions++;
    if (account == IDMAP_NONE) {
        chain_lose(books->chain);
        return;
    }
    if (!row->is_good) {
        chain_skip(books->chain, account);
        return;
    }
    turnover_check(books, row);
    chain_row(books->chain, &(ChainRow){.account = account,
                                        .line = row->line,
                                        .seq = values[TRANSACTION_SEQ].number,
                                        .date = values[TRANSACTION_DATE].number,
                                        .amount = values[TRANSACTION_AMOUNT].number,
                                        .balance = values[TRANSACTION_BALANCE].number});
}

bool import_books_row(void *context, ImportFile file, const ImportRow *row, Error *err)
{
    static void (*const judges[IMPORT_FILES])(ImportBooks *, const ImportRow *) = {
        [IMPORT_DISTRICTS] = district_row,    [IMPORT_CLIENTS] = client_row,
        [IMPORT_ACCOUNTS] = account_row,      [IMPORT_HOLDERS] = holder_row,
        [IMPORT_STANDING_ORDERS] = order_row, [IMPORT_TRANSACTIONS] = transaction_row,
    };
    ImportBooks *books = context;
    (void)err;
    if (row == NULL)
        books->is_blind[file] = true;
    else
        judges[file](books, row);
    return true;
}

void import_books_close(ImportBooks *books)
{
    owners_check(books);
    chain_close(books->chain, books->accounts);
}

void import_books_free(ImportBooks *books)
{
    if (books == NULL)
        return;
    IdMap *maps[] = {books->districts, books->clients, books->accounts,
                     books->holders,   books->orders,  books->sources};
    for (size_t i = 0; i < COUNT_OF(maps); i++)
        idmap_free(maps[i]);
    chain_free(books->chain);
    free(books->born);
    free(books->facts);
    free(books);
}
