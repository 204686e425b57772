// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include "support/suite.h"

#define EURO      "\xe2\x82\xac"
#define E_ACUTE   "\xc3\xa9"
#define COMBINING "e\xcc\x81"                        // e and a combining acute
#define HAN       "\xe5\xb1\xb1"                     // mountain, two columns
#define FLAG      "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa" // two halves of a flag
#define FAMILY                                                                                     \
    "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" // joined emoji
#define ELLIPSIS    "\xe2\x80\xa6"
#define REPLACEMENT "\xef\xbf\xbd"

static const struct {
    const char *text;
    Utf8Fault fault;
    size_t offset;
} cleans[] = {
    {"", UTF8_CLEAN, 0},
    {"Zo\xc3\xab M\xc3\xbcller-O'Brien", UTF8_CLEAN, 0},
    {HAN FLAG EURO, UTF8_CLEAN, 0},
    {"a\tb", UTF8_CONTROL, 1},
    {"a\nb", UTF8_CONTROL, 1},
    {"a\x1b[2J", UTF8_CONTROL, 1},
    {"\x7f", UTF8_CONTROL, 0},
    {"a\xe2\x80\xa8", UTF8_CONTROL, 1},
    {"a\xc2\x9b"
     "2J",
     UTF8_C1, 1},
    {"\xc2\x80", UTF8_C1, 0},
    {"a\xe2\x80\xae"
     "b",
     UTF8_BIDI, 1},
    {"\xe2\x80\x8f", UTF8_BIDI, 0},
    {"\xe2\x81\xa6", UTF8_BIDI, 0},
    {"\xd8\x9c", UTF8_BIDI, 0},
    {"a\xe2\x80\x8b", UTF8_ZERO_WIDTH, 1},
    {"\xef\xbb\xbf"
     "a",
     UTF8_ZERO_WIDTH, 0},
    {"a\xc2\xad", UTF8_ZERO_WIDTH, 1},
    {FAMILY, UTF8_ZERO_WIDTH, 4},
    {"\xe3\x85\xa4", UTF8_ZERO_WIDTH, 0},
    {"\xf3\xa0\x81\x81", UTF8_ZERO_WIDTH, 0},
    {"\xef\xbf\xbe", UTF8_NONCHARACTER, 0},
    {"\xef\xb7\x90", UTF8_NONCHARACTER, 0},
    {"\xee\x80\x80", UTF8_PRIVATE_USE, 0},
    {"\xf4\x80\x80\x80", UTF8_PRIVATE_USE, 0},
    {"ab\xff", UTF8_INVALID, 2},
    {"a\xe2\x82", UTF8_INVALID, 1},
    {"\xc0\x80", UTF8_INVALID, 0},
    {"\xed\xa0\x80", UTF8_INVALID, 0},
    {"\xf4\x90\x80\x80", UTF8_INVALID, 0},
};

START_TEST(test_clean_check)
{
    size_t offset = 0;
    Utf8Fault fault = utf8_clean_check(cleans[_i].text, &offset);
    ck_assert_int_eq(fault, cleans[_i].fault);
    ck_assert_uint_eq(offset, cleans[_i].offset);
    ck_assert_int_eq(utf8_clean_check(cleans[_i].text, NULL), fault);
    ck_assert_uint_gt(strlen(utf8_fault_sentence(fault)), 0);
}
END_TEST

START_TEST(test_notes_may_have_lines)
{
    ck_assert_int_eq(utf8_clean_check_lines("a\nb", NULL), UTF8_CLEAN);
    ck_assert_int_eq(utf8_clean_check_lines("a\r\nb", NULL), UTF8_CONTROL);
}
END_TEST

START_TEST(test_validity_of_bytes)
{
    ck_assert(utf8_is_valid("a\0b", 3));
    ck_assert(utf8_is_valid("", 0));
    ck_assert(utf8_is_valid(EURO, 3));
    ck_assert(!utf8_is_valid(EURO, 2));
    ck_assert(!utf8_is_valid("\xff", 1));
}
END_TEST

static const struct {
    const char *text;
    size_t clusters;
    size_t characters;
    int width;
} widths[] = {
    {"", 0, 0, 0},
    {"abc", 3, 3, 3},
    {E_ACUTE, 1, 1, 1},
    {COMBINING "x", 2, 3, 2},
    {HAN HAN, 2, 2, 4},
    {FLAG FLAG, 2, 4, 4},
    {FAMILY, 1, 5, 2},
    {"a\xff"
     "b",
     3, 3, 3},
    {"\xe2\x82", 2, 2, 2},
    {"\xe0\xa4\x95\xe0\xa4\xbe", 1, 2, 1},
    {"\xe1\x84\x92\xe1\x85\xa1\xe1\x86\xab", 1, 3, 2},
};

START_TEST(test_clusters_and_columns)
{
    ck_assert_uint_eq(utf8_count_clusters(widths[_i].text), widths[_i].clusters);
    ck_assert_uint_eq(utf8_count_characters(widths[_i].text), widths[_i].characters);
    ck_assert_int_eq(utf8_width(widths[_i].text), widths[_i].width);
}
END_TEST

START_TEST(test_walking)
{
    const char *text = "a" COMBINING "\xff" HAN;
    const char *at = text;
    Utf8Cluster cluster;
    ck_assert(utf8_next_cluster(&at, &cluster));
    ck_assert(cluster.length == 1 && cluster.width == 1 && cluster.is_valid);
    ck_assert(utf8_next_cluster(&at, &cluster));
    ck_assert(cluster.length == 3 && cluster.width == 1 && cluster.is_valid);
    ck_assert(utf8_next_cluster(&at, &cluster));
    ck_assert(cluster.length == 1 && cluster.width == 1 && !cluster.is_valid);
    ck_assert(utf8_next_cluster(&at, &cluster));
    ck_assert(cluster.length == 3 && cluster.width == 2 && cluster.bytes == text + 5);
    ck_assert(!utf8_next_cluster(&at, &cluster));
    ck_assert_uint_eq(utf8_previous_cluster(text, 8), 5);
    ck_assert_uint_eq(utf8_previous_cluster(text, 5), 4);
    ck_assert_uint_eq(utf8_previous_cluster(text, 4), 1);
    ck_assert_uint_eq(utf8_previous_cluster(text, 1), 0);
    ck_assert_uint_eq(utf8_previous_cluster(text, 0), 0);
}
END_TEST

START_TEST(test_fitting)
{
    ck_assert_uint_eq(utf8_fit(HAN HAN, 3), 3);
    ck_assert_uint_eq(utf8_fit(HAN HAN, 4), 6);
    ck_assert_uint_eq(utf8_fit(HAN, 1), 0);
    ck_assert_uint_eq(utf8_fit("ab", 0), 0);
    ck_assert_uint_eq(utf8_fit(COMBINING, 1), 3);
    ck_assert_uint_eq(utf8_fit_bytes("a" EURO, 3), 1);
    ck_assert_uint_eq(utf8_fit_bytes("a" EURO, 4), 4);
    ck_assert_uint_eq(utf8_fit_bytes("a\xff", 9), 2);
}
END_TEST

static const struct {
    const char *text;
    int columns;
    Utf8Align align;
    const char *column;
} columns[] = {
    {"abc", 5, UTF8_LEFT, "abc  "},
    {"abc", 5, UTF8_RIGHT, "  abc"},
    {"abc", 6, UTF8_CENTRE, " abc  "},
    {"abc", 3, UTF8_LEFT, "abc"},
    {"abcd", 3, UTF8_LEFT, "ab" ELLIPSIS},
    {HAN HAN, 3, UTF8_LEFT, HAN ELLIPSIS},
    {HAN HAN HAN, 4, UTF8_LEFT, HAN ELLIPSIS " "},
    {"abc", 1, UTF8_LEFT, ELLIPSIS},
    {"abc", 0, UTF8_LEFT, ""},
    {"", 2, UTF8_RIGHT, "  "},
    {"a\x1b", 2, UTF8_LEFT, "a" REPLACEMENT},
};

START_TEST(test_columns)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    utf8_add_column(&page, columns[_i].text, columns[_i].columns, columns[_i].align);
    ck_assert_str_eq(text_string(&page), columns[_i].column);
}
END_TEST

START_TEST(test_normal_forms)
{
    Error err = ERROR_EMPTY;
    AUTO_FREE char *composed = NULL;
    AUTO_FREE char *folded = NULL;
    AUTO_FREE char *none = NULL;
    ck_assert_done(utf8_normalise(COMBINING "A", &composed, &err), &err);
    ck_assert_str_eq(composed, E_ACUTE "A");
    ck_assert_done(utf8_fold("STRA\xc3\x9f"
                             "E \xc3\x89",
                             &folded, &err),
                   &err);
    ck_assert_str_eq(folded, "strasse " E_ACUTE);
    ck_assert_refused(utf8_normalise("\xff", &none, &err), &err, ERROR_MALFORMED);
    ck_assert_refused(utf8_fold("\xc3", &none, &err), &err, ERROR_MALFORMED);
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(test_cleaning)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    utf8_add_cleaned(&page, "a\x1b\xc2\x9b\xff\n\t" HAN "\xe2\x80\xae");
    ck_assert_str_eq(text_string(&page),
                     "a" REPLACEMENT REPLACEMENT REPLACEMENT "  " HAN REPLACEMENT);
    ck_assert_int_eq(utf8_clean_check(text_string(&page), NULL), UTF8_CLEAN);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("utf8");
    TCase *tests = tcase_create("utf8");
    tcase_add_loop_test(tests, test_clean_check, 0, (int)COUNT_OF(cleans));
    tcase_add_test(tests, test_notes_may_have_lines);
    tcase_add_test(tests, test_validity_of_bytes);
    tcase_add_loop_test(tests, test_clusters_and_columns, 0, (int)COUNT_OF(widths));
    tcase_add_test(tests, test_walking);
    tcase_add_test(tests, test_fitting);
    tcase_add_loop_test(tests, test_columns, 0, (int)COUNT_OF(columns));
    tcase_add_test(tests, test_normal_forms);
    tcase_add_test(tests, test_cleaning);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
