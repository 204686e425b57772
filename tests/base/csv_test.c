// SPDX-License-Identifier: Apache-2.0
#include "base/csv.h"

#include "base/memory.h"
#include "base/secret.h"
#include "base/text.h"
#include "support/suite.h"

// Gives the text in pieces of a size that the test chooses: no boundary may matter.
typedef struct Pieces {
    const char *text;
    size_t left;
    size_t piece;
    bool fails_at_end;
} Pieces;

static int64_t give(void *context, char *bytes, size_t size)
{
    Pieces *pieces = context;
    size_t count = pieces->left < pieces->piece ? pieces->left : pieces->piece;
    count = count < size ? count : size;
    if (count == 0 && pieces->fails_at_end)
        return -1;
    memcpy(bytes, pieces->text, count);
    pieces->text += count;
    pieces->left -= count;
    return (int64_t)count;
}

// "1[a|b]2[c]": the line and the cells of each row; "!n" after the bracket is a problem.
static void read_all(const char *text, size_t length, size_t piece, Text *shown)
{
    Pieces pieces = {.text = text, .left = length, .piece = piece};
    AUTO(csv_free) CsvReader *reader = csv_new(give, &pieces);
    AUTO_FREE CsvRow *row = NEW(CsvRow);
    while (csv_next(reader, row) == CSV_ROW) {
        text_add_format(shown, "%lld[", (long long)row->line);
        for (size_t i = 0; i < row->count; i++) {
            text_add(shown, i == 0 ? "" : "|");
            text_add_bytes(shown, row->cells[i].text, row->cells[i].size);
        }
        text_add(shown, row->is_blank ? "]-" : "]");
        if (row->problem != CSV_FINE)
            text_add_format(shown, "!%d@%zu", (int)row->problem, row->problem_cell);
    }
}

static const struct {
    const char *text;
    const char *rows;
} readings[] = {
    {"", ""},
    {"a", "1[a]"},
    {"a,b\n", "1[a|b]"},
    {"a,b\r\nc,d", "1[a|b]2[c|d]"},
    {"\xEF\xBB\xBF"
     "a\n",
     "1[a]"},
    {"\xEF\xBB", "1[\xEF\xBB]"},
    {"\xEF\xBB\xBF", ""},
    {",\n", "1[|]"},
    {"\n\na\n", "1[]-2[]-3[a]"},
    {"\"\"\n", "1[]"},
    {"\"a,b\",c", "1[a,b|c]"},
    {"\"a\"\"b\"", "1[a\"b]"},
    {"\"a\nb\",c\nd", "1[a\nb|c]3[d]"},
    {"\"a\r\nb\"\r\nd", "1[a\r\nb]3[d]"},
    {"a\rb\n", "1[a\rb]"},
    {"a,\"b", "1[a|b]!1@1"},
    {"a,\"b\"", "1[a|b]"},
    {"a\"b\",c\nd", "1[a\"b\"|c]!2@0"
                    "2[d]"},
    {"\"a\"b,c\nd", "1[ab|c]!3@0"
                    "2[d]"},
};

START_TEST(test_readings)
{
    for (size_t piece = 1; piece <= 7; piece++) {
        AUTO(text_done) Text shown = TEXT_EMPTY;
        read_all(readings[_i].text, strlen(readings[_i].text), piece, &shown);
        ck_assert_str_eq(text_string(&shown), readings[_i].rows);
    }
}
END_TEST

START_TEST(test_ceilings)
{
    AUTO(text_done) Text file = TEXT_EMPTY_MAX(8 * 1024 * 1024);
    text_add_repeat(&file, 'x', CSV_CELL_MAX);
    text_add(&file, ",");
    text_add_repeat(&file, 'y', CSV_CELL_MAX + 1);
    text_add(&file, "\n");
    text_add_repeat(&file, ',', CSV_COLUMNS_MAX - 1);
    text_add(&file, "\n");
    text_add_repeat(&file, ',', CSV_COLUMNS_MAX);
    Pieces pieces = {.text = text_string(&file), .left = file.length, .piece = 65536};
    AUTO(csv_free) CsvReader *reader = csv_new(give, &pieces);
    AUTO_FREE CsvRow *row = NEW(CsvRow);
    ck_assert_int_eq(csv_next(reader, row), CSV_ROW);
    ck_assert_uint_eq(row->cells[0].size, CSV_CELL_MAX);
    ck_assert(!row->cells[0].is_cut);
    ck_assert_uint_eq(row->cells[1].size, CSV_CELL_MAX);
    ck_assert(row->cells[1].is_cut);
    ck_assert_int_eq(csv_next(reader, row), CSV_ROW);
    ck_assert_int_eq(row->problem, CSV_FINE);
    ck_assert_uint_eq(row->count, CSV_COLUMNS_MAX);
    ck_assert_int_eq(csv_next(reader, row), CSV_ROW);
    ck_assert_int_eq(row->problem, CSV_TOO_MANY_CELLS);
    ck_assert_int_eq(csv_next(reader, row), CSV_END);
}
END_TEST

static const struct {
    const char *text;
    const char *cells; // of the first line
} separated[] = {
    {"a;b\n1,2;3", "a|b"},
    {"a,b\n1;2;3;4", "a|b"},
    {"a", "a"},
    {"", ""},
    {"\"a,b,c\";d\n", "a,b,c|d"},
    {"\xEF\xBB\xBF"
     "a;b;c,d\n",
     "a|b|c,d"},
    {"a,b;c\n", "a|b;c"},
};

START_TEST(test_guessing_the_separator)
{
    const char *text = separated[_i].text;
    for (size_t piece = 1; piece < 9; piece++) {
        AUTO(text_done) Text shown = TEXT_EMPTY;
        Pieces pieces = {.text = text, .left = strlen(text), .piece = piece};
        AUTO(csv_free) CsvReader *reader = csv_new(give, &pieces);
        AUTO_FREE CsvRow *row = NEW(CsvRow);
        csv_guess_separator(reader);
        if (csv_next(reader, row) == CSV_ROW)
            for (size_t i = 0; i < row->count; i++)
                text_add_format(&shown, "%s%s", i == 0 ? "" : "|", row->cells[i].text);
        ck_assert_str_eq(text_string(&shown), separated[_i].cells);
    }
}
END_TEST

START_TEST(test_a_source_that_fails)
{
    Pieces pieces = {.text = "a,b\nc", .left = 5, .piece = 3, .fails_at_end = true};
    AUTO(csv_free) CsvReader *reader = csv_new(give, &pieces);
    AUTO_FREE CsvRow *row = NEW(CsvRow);
    ck_assert_int_eq(csv_next(reader, row), CSV_ROW);
    ck_assert_int_eq(csv_next(reader, row), CSV_FAILED);
}
END_TEST

// What a careful writer quotes is read back as it was, whatever it is.
START_TEST(test_what_is_quoted_comes_back)
{
    static const char alphabet[] = "a,\"\r\n\xC3\xA9 ;=";
    for (int round = 0; round < 2000; round++) {
        AUTO(text_done) Text cell = TEXT_EMPTY;
        AUTO(text_done) Text file = TEXT_EMPTY;
        AUTO(text_done) Text shown = TEXT_EMPTY;
        uint32_t count = secret_random_below(12);
        text_add_char(&file, '"');
        for (uint32_t i = 0; i < count; i++) {
            char byte = alphabet[secret_random_below(sizeof alphabet - 1)];
            text_add_char(&cell, byte);
            text_add(&file, byte == '"' ? "\"" : "");
            text_add_char(&file, byte);
        }
        text_add(&file, "\",z\n");
        read_all(text_string(&file), file.length, 1 + secret_random_below(9), &shown);
        AUTO_FREE char *expected = text_format("1[%s|z]", text_string(&cell));
        ck_assert_str_eq(text_string(&shown), expected);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("csv");
    TCase *tests = tcase_create("csv");
    tcase_add_loop_test(tests, test_readings, 0, (int)COUNT_OF(readings));
    tcase_add_loop_test(tests, test_guessing_the_separator, 0, (int)COUNT_OF(separated));
    tcase_add_test(tests, test_ceilings);
    tcase_add_test(tests, test_a_source_that_fails);
    tcase_add_test(tests, test_what_is_quoted_comes_back);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
