// SPDX-License-Identifier: Apache-2.0
// What is read as a date is in the calendar, and comes back from its text and its number.
#include <stdlib.h>

#include "base/date.h"
#include "base/text.h"
#include "base/uuid.h"
#include "fuzz/fuzz.h"

static void check_date(Date date)
{
    char text[DATE_TEXT_SIZE];
    Date again;
    if (!date_is_valid(date))
        abort();
    if (!date_parse(date_format(date, text), &again, NULL) || date_compare(date, again) != 0)
        abort();
    if (!date_from_day_number(date_to_day_number(date), &again, NULL) ||
        date_compare(date, again) != 0)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    static const Date today = {.year = 2026, .month = 11, .day = 22};
    AUTO_FREE char *text = text_copy_bytes((const char *)bytes, length);
    Date date;
    Uuid uuid;
    char written[UUID_TEXT_SIZE];
    if (date_parse(text, &date, NULL))
        check_date(date);
    if (date_parse_typed(text, today, &date, NULL))
        check_date(date);
    if (uuid_from_text(text, &uuid, NULL) && strcasecmp(text, uuid_to_text(uuid, written)) != 0)
        abort();
    return 0;
}
