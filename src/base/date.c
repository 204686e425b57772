// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum {
    DATE_YEAR_MAX = 9999,
    DATE_DAYS_IN_ERA = 146097,   // 400 years, after which the calendar repeats
    DATE_DAYS_TO_EPOCH = 719162, // from 0001-01-01 to 1970-01-01
};

static bool date_is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && date_is_leap(year) ? 29 : days[month - 1];
}

bool date_is_valid(Date date)
{
    return date.year >= 1 && date.year <= DATE_YEAR_MAX && date.month >= 1 && date.month <= 12 &&
           date.day >= 1 && date.day <= date_days_in_month(date.year, date.month);
}

// Takes a number of at least and at most so many digits.
static bool date_read_number(const char **at, int digits_min, int digits_max, int *ret_number)
{
    int number = 0;
    int digits = 0;
    while (digits < digits_max && **at >= '0' && **at <= '9') {
        number = number * 10 + (*(*at)++ - '0');
        digits++;
    }
    *ret_number = number;
    return digits >= digits_min;
}

static bool date_read_mark(const char **at, char mark)
{
    return *(*at)++ == mark;
}

static bool date_finish(Date date, const char *text, Date *ret_date, Error *err)
{
    if (!date_is_valid(date))
        return error_set_field(err, ERROR_MALFORMED, NULL, NULL, "The calendar has no day %s.",
                               text);
    *ret_date = date;
    return true;
}

bool date_parse(const char *text, Date *ret_date, Error *err)
{
    Date date = {.year = 0};
    const char *at = text;
    bool is_shaped = date_read_number(&at, 4, 4, &date.year) && date_read_mark(&at, '-') &&
                     date_read_number(&at, 2, 2, &date.month) && date_read_mark(&at, '-') &&
                     date_read_number(&at, 2, 2, &date.day) && *at == '\0';
    if (!is_shaped)
        return error_set_field(err, ERROR_MALFORMED, NULL, "Write it like 2026-11-22.",
                               "This is not a date.");
    return date_finish(date, text, ret_date, err);
}

static bool date_parse_dotted(const char *text, Date *ret_date)
{
    const char *at = text;
    return date_read_number(&at, 1, 2, &ret_date->day) && date_read_mark(&at, '.') &&
           date_read_number(&at, 1, 2, &ret_date->month) && date_read_mark(&at, '.') &&
           date_read_number(&at, 4, 4, &ret_date->year) && *at == '\0';
}

static bool date_parse_offset(const char *text, int *ret_days)
{
    if (*text != '+' && *text != '-')
        return false;
    const char *at = text + 1;
    bool is_number = date_read_number(&at, 1, 5, ret_days) && *at == '\0';
    if (*text == '-')
        *ret_days = -*ret_days;
    return is_number;
}

bool date_parse_typed(const char *text, Date today, Date *ret_date, Error *err)
{
    Date date = {.year = 0};
    int days = 0;
    if (text_equal(text, "t") || text_equal(text, "T")) {
        *ret_date = today;
        return true;
    }
    if (date_parse_offset(text, &days))
        return date_add_days(today, days, ret_date, err);
    if (date_parse_dotted(text, &date))
        return date_finish(date, text, ret_date, err);
    return date_parse(text, ret_date, err) ||
           error_add_hint(err, "Write it like 2026-11-22, 22.11.2026, t for today or +1.");
}

const char *date_format(Date date, char ret_text[DATE_TEXT_SIZE])
{
    unsigned year = (unsigned)date.year % 10000U;
    unsigned month = (unsigned)date.month % 100U;
    unsigned day = (unsigned)date.day % 100U;
    (void)snprintf(ret_text, DATE_TEXT_SIZE, "%04u-%02u-%02u", year, month, day);
    return ret_text;
}

int date_compare(Date left, Date right)
{
    if (left.year != right.year)
        return left.year < right.year ? -1 : 1;
    if (left.month != right.month)
        return left.month < right.month ? -1 : 1;
    return (left.day > right.day) - (left.day < right.day);
}

bool date_add_days(Date date, int64_t days, Date *ret_date, Error *err)
{
    int64_t day_number = 0;
    if (__builtin_add_overflow(date_to_day_number(date), days, &day_number))
        day_number = INT64_MAX;
    return date_from_day_number(day_number, ret_date, err);
}

int64_t date_days_between(Date from, Date to)
{
    return date_to_day_number(to) - date_to_day_number(from);
}

DateWeekday date_weekday(Date date)
{
    // 0001-01-01 was a Monday.
    return (DateWeekday)((date_to_day_number(date) + DATE_DAYS_TO_EPOCH) % 7 + DATE_MONDAY);
}

const char *date_weekday_name(DateWeekday weekday)
{
    static const char *const names[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                        "Friday", "Saturday", "Sunday"};
    return names[weekday - DATE_MONDAY];
}

// Days of all whole years from year 1 to before this one.
static int64_t date_days_before_year(int64_t year)
{
    int64_t past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

int64_t date_to_day_number(Date date)
{
    int64_t days = date_days_before_year(date.year);
    for (int month = 1; month < date.month; month++)
        days += date_days_in_month(date.year, month);
    return days + date.day - 1 - DATE_DAYS_TO_EPOCH;
}

bool date_from_day_number(int64_t day_number, Date *ret_date, Error *err)
{
    int64_t days_max = date_days_before_year(DATE_YEAR_MAX + 1);
    if (day_number < -DATE_DAYS_TO_EPOCH || day_number >= days_max - DATE_DAYS_TO_EPOCH)
        return error_set_field(err, ERROR_MALFORMED, NULL, NULL, "The calendar has no such day.");
    int64_t days = day_number + DATE_DAYS_TO_EPOCH;
    // By the average year's length the guess is right or one year early.
    Date date = {.year = (int)(days * 400 / DATE_DAYS_IN_ERA) + 1, .month = 1};
    if (date_days_before_year(date.year + 1) <= days)
        date.year++;
    days -= date_days_before_year(date.year);
    while (days >= date_days_in_month(date.year, date.month))
        days -= date_days_in_month(date.year, date.month++);
    date.day = (int)days + 1;
    *ret_date = date;
    return true;
}
