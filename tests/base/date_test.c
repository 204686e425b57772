// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include "base/clock.h"
#include "base/text.h"
#include "base/uuid.h"
#include "support/suite.h"

static const Date today = {.year = 2026, .month = 2, .day = 28};

static const struct {
    const char *text;
    const char *date; // NULL: refused
} strict[] = {
    {"2026-11-22", "2026-11-22"},
    {"0001-01-01", "0001-01-01"},
    {"9999-12-31", "9999-12-31"},
    {"2024-02-29", "2024-02-29"},
    {"2000-02-29", "2000-02-29"},
    {"1900-02-29", NULL},
    {"2026-02-29", NULL},
    {"2026-04-31", NULL},
    {"2026-00-10", NULL},
    {"2026-13-10", NULL},
    {"2026-01-00", NULL},
    {"2026-01-32", NULL},
    {"0000-01-01", NULL},
    {"2026-1-1", NULL},
    {"02026-01-01", NULL},
    {"2026-01-011", NULL},
    {"2026/01/01", NULL},
    {"2026-01-01 ", NULL},
    {" 2026-01-01", NULL},
    {"20260101", NULL},
    {"2026-01", NULL},
    {"2026-0a-01", NULL},
    {"-026-01-01", NULL},
    {"", NULL},
    {"t", NULL},
    {"22.11.2026", NULL},
    {"infinity", NULL},
};

static const struct {
    const char *text;
    const char *date;
} typed[] = {
    {"2026-11-22", "2026-11-22"},
    {"22.11.2026", "2026-11-22"},
    {"2.1.2026", "2026-01-02"},
    {"t", "2026-02-28"},
    {"T", "2026-02-28"},
    {"+1", "2026-03-01"},
    {"+0", "2026-02-28"},
    {"-1", "2026-02-27"},
    {"-59", "2025-12-31"},
    {"+365", "2027-02-28"},
    {"+99999", "2299-12-13"},
    {"29.02.2026", NULL},
    {"32.1.2026", NULL},
    {"1.1.26", NULL},
    {"1.1.2026.", NULL},
    {"+", NULL},
    {"-", NULL},
    {"+1d", NULL},
    {"+100000", NULL},
    {"++1", NULL},
    {"tt", NULL},
    {"today", NULL},
    {"", NULL},
};

static void check_reading(bool is_read, Date date, const char *expected, const Error *err)
{
    char text[DATE_TEXT_SIZE];
    ck_assert_int_eq(is_read, expected != NULL);
    if (expected)
        ck_assert_str_eq(date_format(date, text), expected);
    else
        ck_assert_int_eq(err->code, ERROR_MALFORMED);
}

START_TEST(test_strict)
{
    Error err = ERROR_EMPTY;
    Date date = {.year = 0};
    bool is_read = date_parse(strict[_i].text, &date, &err);
    check_reading(is_read, date, strict[_i].date, &err);
}
END_TEST

START_TEST(test_typed)
{
    Error err = ERROR_EMPTY;
    Date date = {.year = 0};
    bool is_read = date_parse_typed(typed[_i].text, today, &date, &err);
    check_reading(is_read, date, typed[_i].date, &err);
}
END_TEST

// Numbers are dense, weekdays follow each other, and both lead back to the same day.
static bool is_consistent(Date date, int64_t number, int weekday, Date previous)
{
    Date back;
    return date_is_valid(date) && date_to_day_number(date) == number &&
           (int)date_weekday(date) == weekday && date_from_day_number(number, &back, NULL) &&
           date_compare(date, back) == 0 && date_compare(previous, date) < 0 &&
           date_compare(date, previous) > 0;
}

// All 3.6 million days; asking Check about each of them would take minutes.
START_TEST(test_the_whole_calendar)
{
    char text[DATE_TEXT_SIZE];
    Date previous = {.year = 0};
    Date date = {.year = 1, .month = 1, .day = 1};
    int64_t number = date_to_day_number(date);
    int weekday = DATE_MONDAY;
    do {
        if (!is_consistent(date, number, weekday, previous))
            ck_abort_msg("%s", date_format(date, text));
        previous = date;
        number++;
        weekday = weekday % 7 + 1;
    } while (date_add_days(date, 1, &date, NULL));
    ck_assert_str_eq(date_format(date, text), "9999-12-31");
}
END_TEST

START_TEST(test_known_days)
{
    Date epoch = {.year = 1970, .month = 1, .day = 1};
    Date day = {.year = 2026, .month = 11, .day = 22};
    ck_assert_int_eq(date_to_day_number(epoch), 0);
    ck_assert_int_eq(date_to_day_number(day), 20779);
    ck_assert_int_eq(date_weekday(day), DATE_SUNDAY);
    ck_assert_str_eq(date_weekday_name(date_weekday(day)), "Sunday");
    ck_assert_str_eq(date_weekday_name(DATE_MONDAY), "Monday");
    ck_assert_int_eq(date_days_between(epoch, day), 20779);
    ck_assert_int_eq(date_days_between(day, epoch), -20779);
}
END_TEST

START_TEST(test_past_the_ends)
{
    Error err = ERROR_EMPTY;
    Date date;
    ck_assert_refused(date_add_days(today, INT64_MAX, &date, &err), &err, ERROR_MALFORMED);
    ck_assert_refused(date_add_days(today, INT64_MIN, &date, &err), &err, ERROR_MALFORMED);
    ck_assert_refused(date_from_day_number(-719163, &date, &err), &err, ERROR_MALFORMED);
    ck_assert_done(date_from_day_number(-719162, &date, &err), &err);
}
END_TEST

START_TEST(test_clocks)
{
    ClockFixed fixed = {.now_us = 1000, .business_day = today};
    Clock still = clock_fixed(&fixed);
    ck_assert_int_eq(clock_now_us(&still), 1000);
    fixed.now_us++;
    ck_assert_int_eq(clock_now_us(&still), 1001);
    ck_assert_int_eq(date_compare(clock_business_day(&still), today), 0);
    Clock real = clock_system();
    ck_assert_int_gt(clock_now_us(&real), INT64_C(1700000000000000));
    ck_assert(date_is_valid(clock_business_day(&real)));
}
END_TEST

START_TEST(test_uuid_carries_version_and_time)
{
    ClockFixed fixed = {.now_us = INT64_C(0x0197a1b2c3d4) * 1000 + 999};
    Clock clock = clock_fixed(&fixed);
    char text[UUID_TEXT_SIZE];
    Uuid first = uuid_v7(&clock);
    ck_assert(text_starts_with(uuid_to_text(first, text), "0197a1b2-c3d4-7"));
    ck_assert_ptr_nonnull(strchr("89ab", text[19]));
    ck_assert(!uuid_equal(first, uuid_v7(&clock)));
}
END_TEST

START_TEST(test_uuid_text_comes_back)
{
    Error err = ERROR_EMPTY;
    Clock clock = clock_system();
    char text[UUID_TEXT_SIZE];
    for (int i = 0; i < 1000; i++) {
        Uuid made = uuid_v7(&clock);
        Uuid read;
        ck_assert_done(uuid_from_text(uuid_to_text(made, text), &read, &err), &err);
        ck_assert(uuid_equal(made, read));
    }
    Uuid upper;
    ck_assert_done(uuid_from_text("0197A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B", &upper, &err), &err);
    ck_assert_str_eq(uuid_to_text(upper, text), "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b");
}
END_TEST

static const char *const not_uuids[] = {
    "",
    "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5",
    "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5bb",
    "0197a1b2c3d4-7e5f-8a9b-0c1d2e3f4a5b-",
    "0197a1b2_c3d4-7e5f-8a9b-0c1d2e3f4a5b",
    "0197a1g2-c3d4-7e5f-8a9b-0c1d2e3f4a5b",
    "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5\xc3",
    "------------------------------------",
};

START_TEST(test_what_is_no_uuid)
{
    Error err = ERROR_EMPTY;
    Uuid uuid;
    ck_assert_refused(uuid_from_text(not_uuids[_i], &uuid, &err), &err, ERROR_MALFORMED);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("date");
    TCase *tests = tcase_create("date");
    tcase_set_timeout(tests, 60);
    tcase_add_loop_test(tests, test_strict, 0, (int)COUNT_OF(strict));
    tcase_add_loop_test(tests, test_typed, 0, (int)COUNT_OF(typed));
    tcase_add_test(tests, test_the_whole_calendar);
    tcase_add_test(tests, test_known_days);
    tcase_add_test(tests, test_past_the_ends);
    tcase_add_test(tests, test_clocks);
    tcase_add_test(tests, test_uuid_carries_version_and_time);
    tcase_add_test(tests, test_uuid_text_comes_back);
    tcase_add_loop_test(tests, test_what_is_no_uuid, 0, (int)COUNT_OF(not_uuids));
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
