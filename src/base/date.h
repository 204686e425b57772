// SPDX-License-Identifier: Apache-2.0
/*
 * date: a day of the calendar, without time and without zone.
 *
 * The Gregorian calendar from year 1 to 9999.  What "today" is depends on the branch's business day
 * and is therefore always handed in.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/auto.h"
#include "base/error.h"

typedef struct {
    int year;
    int month; // 1 to 12
    int day;   // 1 to 31
} Date;

// ISO 8601 numbers.
typedef enum {
    DATE_MONDAY = 1,
    DATE_TUESDAY,
    DATE_WEDNESDAY,
    DATE_THURSDAY,
    DATE_FRIDAY,
    DATE_SATURDAY,
    DATE_SUNDAY,
} DateWeekday;

enum { DATE_TEXT_SIZE = 11 };

bool date_is_valid(Date date);

// Exactly YYYY-MM-DD.  ERROR_MALFORMED, here and below; the error's field is left to the caller.
MUST_CHECK bool date_parse(const char *text, Date *ret_date, Error *err);
// What a person types: YYYY-MM-DD, DD.MM.YYYY, or relative to today: "t", "+1", "-30".
MUST_CHECK bool date_parse_typed(const char *text, Date today, Date *ret_date, Error *err);
// "2026-11-22"; returns ret_text.
const char *date_format(Date date, char ret_text[DATE_TEXT_SIZE]);

// Negative, zero, positive, as left is before, on or after right.
int date_compare(Date left, Date right);
// ERROR_MALFORMED: past the ends of the calendar.
MUST_CHECK bool date_add_days(Date date, int64_t days, Date *ret_date, Error *err);
// Days from `from` to `to`; negative if `to` is earlier.
int64_t date_days_between(Date from, Date to);
DateWeekday date_weekday(Date date);
// "Monday"; static.
const char *date_weekday_name(DateWeekday weekday);

// Days since 1970-01-01, for keys and clocks.
int64_t date_to_day_number(Date date);
MUST_CHECK bool date_from_day_number(int64_t day_number, Date *ret_date, Error *err);

#endif
