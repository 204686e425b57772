// SPDX-License-Identifier: Apache-2.0
#include "import/cell.h"

#include <string.h>

#include "base/money.h"
#include "base/utf8.h"

#define ID_MAX     34 // what an account number may have
#define TEXT_MAX   70 // characters, as a name field of a form
#define SHOWN_MAX  40 // bytes of a bad cell that a reason repeats
#define DIGITS_MAX 18 // enough for the limit, and it cannot overflow

void import_cell_quote(Text *reason, const char *text)
{
    AUTO_FREE char *head = text_copy_bytes(text, utf8_fit(text, SHOWN_MAX));
    text_add_char(reason, '"');
    utf8_add_cleaned(reason, head);
    text_add(reason, strlen(head) < strlen(text) ? "…\"" : "\"");
}

static bool refuse(Text *reason, const char *what, const char *text)
{
    text_add_format(reason, "%s: ", what);
    import_cell_quote(reason, text);
    return false;
}

static bool read_id(const ImportValue *value, Text *reason)
{
    static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (value->size > ID_MAX)
        return refuse(reason, "is longer than 34 characters", value->text);
    if (strspn(value->text, allowed) != value->size)
        return refuse(reason, "may hold only A-Z, 0-9 and hyphens", value->text);
    return true;
}

// Digits with an optional minus; the range is checked apart, so that the reason can tell which it
// was.
static bool read_number(const char *text, int64_t *ret_number, bool *ret_fits)
{
    bool is_negative = text[0] == '-';
    const char *digits = text + (is_negative ? 1 : 0);
    size_t count = strlen(digits);
    if (count == 0 || strspn(digits, "0123456789") != count)
        return false;
    int64_t number = 0;
    *ret_fits = count <= DIGITS_MAX;
    for (size_t i = 0; i < count && *ret_fits; i++)
        number = 10 * number + (digits[i] - '0');
    *ret_fits = *ret_fits && number <= MONEY_MINOR_MAX;
    *ret_number = is_negative ? -number : number;
    return true;
}

static bool read_integer(ImportColumnType type, ImportValue *value, Text *reason)
{
    bool fits = false;
    if (!read_number(value->text, &value->number, &fits))
        return refuse(reason, "is not a whole number", value->text);
    if (!fits)
        return refuse(reason, "is outside ±1000000000000000", value->text);
    if (type == IMPORT_AMOUNT && value->number == 0)
        return refuse(reason, "may not be zero", value->text);
    if (type == IMPORT_COUNT && value->number < 0)
        return refuse(reason, "may not be negative", value->text);
    return true;
}

static bool read_date(ImportValue *value, int64_t today, Text *reason)
{
    Date date = {0};
    if (!date_parse(value->text, &date, NULL))
        return refuse(reason, "is not a day of the calendar written YYYY-MM-DD", value->text);
    value->number = date_to_day_number(date);
    if (value->number > today)
        return refuse(reason, "lies in the future", value->text);
    if (date.year < 1800)
        return refuse(reason, "is before 1800", value->text);
    return true;
}

static bool read_choice(const char *const *choices, const ImportValue *value, Text *reason)
{
    for (size_t i = 0; choices[i] != NULL; i++)
        if (text_equal(choices[i], value->text))
            return true;
    text_add(reason, "is not one of ");
    for (size_t i = 0; choices[i] != NULL; i++)
        text_add_format(reason, "%s%s", i == 0 ? "" : ", ", choices[i]);
    return refuse(reason, "", value->text);
}

static bool read_text(const ImportValue *value, Text *reason)
{
    if (utf8_count_characters(value->text) <= TEXT_MAX)
        return true;
    return refuse(reason, "is longer than 70 characters", value->text);
}

static bool read_by_type(const ImportColumn *column, ImportValue *value, int64_t today,
                         Text *reason)
{
    switch (column->type) {
    case IMPORT_ID:
        return read_id(value, reason);
    case IMPORT_COUNT:
    case IMPORT_AMOUNT:
    case IMPORT_BALANCE:
        return read_integer(column->type, value, reason);
    case IMPORT_DATE:
        return read_date(value, today, reason);
    case IMPORT_CHOICE:
        return read_choice(column->choices, value, reason);
    case IMPORT_TEXT:
        return read_text(value, reason);
    }
    return false;
}

// What no column may hold, whatever its type.
static bool is_clean(const CsvCell *cell, Text *reason)
{
    if (cell->is_cut)
        return refuse(reason, "is longer than 1024 bytes", cell->text);
    if (strlen(cell->text) != cell->size)
        return refuse(reason, "contains a NUL byte", cell->text);
    Utf8Fault fault = utf8_clean_check(cell->text, NULL);
    if (fault != UTF8_CLEAN)
        return refuse(reason, utf8_fault_sentence(fault), cell->text);
    return true;
}

bool import_cell_read(const ImportColumn *column, const CsvCell *cell, int64_t today,
                      ImportValue *ret_value, Text *reason)
{
    ImportValue value = {.text = cell->text, .size = cell->size};
    if (!is_clean(cell, reason))
        return false;
    if (cell->size == 0) {
        if (!column->may_be_empty)
            text_add(reason, "is empty");
        *ret_value = (ImportValue){.is_good = column->may_be_empty};
        return column->may_be_empty;
    }
    if (!read_by_type(column, &value, today, reason))
        return false;
    value.is_good = true;
    *ret_value = value;
    return true;
}
