// SPDX-License-Identifier: Apache-2.0
#include "widget/table.h"

#include "support/typing.h"

enum { COLUMNS = 6 };

static const TableColumn columns[COLUMNS] = {
    {.name = "number", .label = "Account", .priority = 1, .is_key = true},
    {.name = "name", .label = "Name", .priority = 1, .min_width = 8, .max_width = 30},
    {.name = "balance", .label = "Balance", .priority = 1, .is_right = true},
    {.name = "status", .label = "Status", .priority = 2},
    {.name = "opened", .label = "Opened", .priority = 3},
    {.name = "text", .label = "Text", .priority = 4, .min_width = 10, .max_width = 60},
};

typedef struct Rows {
    size_t count;
    size_t first; // the number of the first row: what a reload moves
} Rows;

static size_t rows_count(const void *context)
{
    return ((const Rows *)context)->count;
}

static const char *rows_text(const void *context, size_t row, size_t column)
{
    static const char *const names[] = {"Ana Müller", "王小明 (International Trading)", "Bo"};
    static char text[160];
    size_t number = ((const Rows *)context)->first + row;
    if (column == 0)
        (void)snprintf(text, sizeof text, "DE%08zu", number);
    else if (column == 1)
        return names[number % COUNT_OF(names)];
    else if (column == 2)
        (void)snprintf(text, sizeof text, "%s%zu,234.50", number % 4 == 3 ? "-" : "", number);
    else if (column == 3)
        return number % 7 == 6 ? "CLOSED" : "open";
    else if (column == 4)
        return "2026-11-22";
    else
        return "a narrative of some length, as they are";
    return text;
}

static const char *rows_key(const void *context, size_t row)
{
    return rows_text(context, row, 0);
}

static Style rows_style(const void *context, size_t row)
{
    return text_equal(rows_text(context, row, 3), "CLOSED") ? STYLE_MUTED : STYLE_NORMAL;
}

static Table make(Rows *rows)
{
    Table table;
    TableSource source = {rows, rows_count, rows_key, rows_text, rows_style};
    table_init(&table, columns, COLUMNS, source);
    return table;
}

static Reaction press(Table *table, const char *name)
{
    return table_on_key(table, typing_key(name));
}

static void draw(Table *table, Canvas *canvas)
{
    canvas_clear(canvas);
    table_fit(table, canvas_bounds(canvas));
    table_draw(table, canvas, canvas_bounds(canvas), true);
}

typedef struct Width {
    int columns;
    const char *header;
    const char *row; // the selected first row
} Width;

static const Width widths[] = {
    {60, "  Account     Name                       Balance  Status  +2",
     "> DE00000000  Ana Müller                0,234.50  open"},
    {80, "  Account     Name                               Balance  Status  Opened      +1",
     "> DE00000000  Ana Müller                        0,234.50  open    2026-11-22"},
    {132, "  Account     Name                               Balance  Status  Opened      Text",
     "> DE00000000  Ana Müller                        0,234.50  open    2026-11-22  a narrative of "
     "some length, as they are"},
    {200, "  Account     Name                               Balance  Status  Opened      Text",
     "> DE00000000  Ana Müller                        0,234.50  open    2026-11-22  a narrative of "
     "some length, as they are"},
};

START_TEST(test_columns_by_width)
{
    Rows rows = {.count = 20};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(widths[_i].columns, 10);
    draw(&table, canvas);
    typing_check_row(canvas, 0, widths[_i].header);
    typing_check_row(canvas, 1, widths[_i].row);
}
END_TEST

START_TEST(test_cards_where_it_is_narrow)
{
    Rows rows = {.count = 20};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(40, 10);
    draw(&table, canvas);
    ck_assert_uint_eq(table.page_rows, 5);
    typing_check_row(canvas, 0, "> DE00000000                    0,234.50");
    typing_check_row(canvas, 1, "  Ana Müller                        open");
    typing_check_row(canvas, 2, "  DE00000001                    1,234.50");
    typing_check_row(canvas, 3, "  王小明 (International Trading)    open");
}
END_TEST

// From the narrowest to the widest: nothing leaves the table, the key and the whole amount are
// there.
START_TEST(test_every_width)
{
    Rows rows = {.count = 30};
    Table table = make(&rows);
    for (int width = 10; width <= 220; width++) {
        AUTO(canvas_free) Canvas *canvas = canvas_new(width + 2, 12);
        canvas_clear(canvas);
        Rect rect = {1, 0, width, 12};
        table_fit(&table, rect);
        table_draw(&table, canvas, rect, true);
        for (int y = 0; y < 12; y++) {
            ck_assert_str_eq(canvas_cell(canvas, 0, y)->bytes, " ");
            ck_assert_str_eq(canvas_cell(canvas, width + 1, y)->bytes, " ");
        }
        if (width >= 40) {
            ck_assert(typing_shows(canvas, "DE00000000"));
            ck_assert(typing_shows(canvas, "0,234.50"));
        }
    }
}
END_TEST

START_TEST(test_hidden_columns_come_in_sideways)
{
    Rows rows = {.count = 20};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(60, 10);
    draw(&table, canvas);
    ck_assert(!typing_shows(canvas, "Opened"));
    ck_assert(press(&table, "Left") & REACTION_REJECTED);
    press(&table, "Right");
    press(&table, "Right");
    draw(&table, canvas);
    AUTO_FREE char *header = typing_row(canvas, 0);
    ck_assert(text_starts_with(header, "  Account     Status  Opened"));
    ck_assert(typing_shows(canvas, "+2"));
    for (int i = 0; i < 10; i++)
        press(&table, "Right");
    draw(&table, canvas);
    ck_assert(typing_shows(canvas, "DE00000000"));
    ck_assert(typing_shows(canvas, "Text"));
    for (int i = 0; i < 10; i++)
        press(&table, "Left");
    draw(&table, canvas);
    ck_assert(typing_shows(canvas, "Balance"));
}
END_TEST

START_TEST(test_selection_moves_and_scrolls)
{
    Rows rows = {.count = 100};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(80, 11);
    draw(&table, canvas);
    ck_assert_uint_eq(table.page_rows, 10);
    ck_assert(press(&table, "Up") & REACTION_HANDLED);
    ck_assert_uint_eq(table.selected, 0);
    press(&table, "PageDown");
    ck_assert_uint_eq(table.selected, 10);
    press(&table, "F8");
    press(&table, "Up");
    ck_assert_uint_eq(table.selected, 19);
    press(&table, "G");
    ck_assert_uint_eq(table.selected, 99);
    ck_assert_uint_eq(table.top, 90);
    press(&table, "Up");
    ck_assert_uint_eq(table.top, 90);
    press(&table, "g");
    ck_assert_uint_eq(table.selected, 0);
    ck_assert_uint_eq(table.top, 0);
    ck_assert(press(&table, "Enter") & REACTION_ACCEPT);
    ck_assert_uint_eq(press(&table, "F9"), REACTION_IGNORED);
    ck_assert_uint_eq(press(&table, "x"), REACTION_IGNORED);
}
END_TEST

START_TEST(test_selection_is_by_key)
{
    Rows rows = {.count = 50, .first = 100};
    Table table = make(&rows);
    table_fit(&table, (Rect){0, 0, 80, 11});
    ck_assert(table_select_key(&table, "DE00000120"));
    ck_assert_uint_eq(table.selected, 20);
    // Newer rows came in at the front.
    rows.first = 90;
    rows.count = 60;
    table_refresh(&table);
    ck_assert_uint_eq(table.selected, 30);
    ck_assert_str_eq(table.selected_key, "DE00000120");
    // The row itself is gone: the next best place.
    rows.first = 200;
    rows.count = 10;
    table_refresh(&table);
    ck_assert_uint_eq(table.selected, 9);
    ck_assert_str_eq(table.selected_key, "DE00000209");
    rows.count = 0;
    table_refresh(&table);
    ck_assert_uint_eq(table.selected, TABLE_NO_ROW);
    ck_assert(press(&table, "Enter") & REACTION_REJECTED);
    ck_assert(!table_select_key(&table, "DE00000209"));
}
END_TEST

START_TEST(test_asks_for_more_near_the_end)
{
    Rows rows = {.count = 30};
    Table table = make(&rows);
    table_fit(&table, (Rect){0, 0, 80, 11});
    table.is_complete = false;
    ck_assert(!(press(&table, "Down") & REACTION_MORE));
    press(&table, "PageDown");
    ck_assert(press(&table, "PageDown") & REACTION_MORE);
    rows.count = 60;
    table_refresh(&table);
    ck_assert_uint_eq(table.selected, 21);
    ck_assert(!(press(&table, "Down") & REACTION_MORE));
    table.is_complete = true;
    ck_assert(!(press(&table, "End") & REACTION_MORE));
    rows.count = 0;
    table.is_complete = false;
    table_refresh(&table);
    ck_assert(press(&table, "Down") & REACTION_MORE);
}
END_TEST

START_TEST(test_totals_come_from_the_caller)
{
    static const char *const totals[COLUMNS] = {"Total", NULL, "1,234,567,890.12"};
    Rows rows = {.count = 50};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(80, 11);
    table.totals = totals;
    table_refresh(&table);
    draw(&table, canvas);
    ck_assert_uint_eq(table.page_rows, 9);
    typing_check_row(canvas, 10, "  Total                                     1,234,567,890.12");
    canvas_resize(canvas, 40, 11);
    draw(&table, canvas);
    typing_check_row(canvas, 10, "Total                   1,234,567,890.12");
}
END_TEST

START_TEST(test_styles_and_cursor)
{
    Rows rows = {.count = 20};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(80, 11);
    int x = 0;
    int y = 0;
    table_select_row(&table, 1);
    draw(&table, canvas);
    ck_assert(canvas_cursor(canvas, &x, &y));
    ck_assert_int_eq(y, 2);
    ck_assert_int_eq(canvas_cell(canvas, 79, 2)->style, STYLE_SELECTED);
    ck_assert_int_eq(canvas_cell(canvas, 52, 4)->style, STYLE_MONEY_NEGATIVE);
    ck_assert_int_eq(canvas_cell(canvas, 3, 4)->style, STYLE_NORMAL);
    ck_assert_int_eq(canvas_cell(canvas, 3, 7)->style, STYLE_MUTED);
    table_draw(&table, canvas, canvas_bounds(canvas), false);
    ck_assert_int_eq(canvas_cell(canvas, 0, 2)->style, STYLE_STRONG);
}
END_TEST

START_TEST(test_empty)
{
    Rows rows = {.count = 0};
    Table table = make(&rows);
    AUTO(canvas_free) Canvas *canvas = canvas_new(80, 11);
    table.empty_sentence = "No entries in this time.";
    draw(&table, canvas);
    typing_check_row(canvas, 1, "No entries in this time.");
    canvas_resize(canvas, 80, 1);
    draw(&table, canvas);
    canvas_resize(canvas, 1, 1);
    rows.count = 3;
    table_refresh(&table);
    draw(&table, canvas);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("table");
    TCase *tests = tcase_create("table");
    tcase_add_loop_test(tests, test_columns_by_width, 0, (int)COUNT_OF(widths));
    tcase_add_test(tests, test_cards_where_it_is_narrow);
    tcase_add_test(tests, test_every_width);
    tcase_add_test(tests, test_hidden_columns_come_in_sideways);
    tcase_add_test(tests, test_selection_moves_and_scrolls);
    tcase_add_test(tests, test_selection_is_by_key);
    tcase_add_test(tests, test_asks_for_more_near_the_end);
    tcase_add_test(tests, test_totals_come_from_the_caller);
    tcase_add_test(tests, test_styles_and_cursor);
    tcase_add_test(tests, test_empty);
    suite_add_tcase(suite, tests);
    return suite_run(suite);
}
