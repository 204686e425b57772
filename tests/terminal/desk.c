// SPDX-License-Identifier: Apache-2.0
/*
 * desk: a small form and a list on a real terminal, for terminal_test.py to type into.
 *
 *     desk REPORT
 *
 * F5 writes the canvas as text into the file REPORT, F6 freezes the program for a while, F3 leaves.
 * At the end REPORT holds how many turns and paints there were.
 */
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "canvas/layout.h"
#include "terminal/terminal.h"
#include "widget/fieldset.h"
#include "widget/keybar.h"
#include "widget/table.h"
#include "widget/titlebar.h"

enum { ROWS = 1000, FREEZE_US = 300 * 1000 };

typedef struct Desk {
    Fieldset form;
    Table table;
    bool in_table;
    bool is_done;
    int turns;
    int paints;
    const char *report;
} Desk;

static const TableColumn columns[] = {
    {.name = "account", .label = "Account", .priority = 1, .is_key = true},
    {.name = "name", .label = "Name", .priority = 2, .max_width = 24},
    {.name = "balance", .label = "Balance", .priority = 1, .is_right = true},
    {.name = "text", .label = "Text", .priority = 4, .max_width = 40},
};

static char *cell_text(size_t row, size_t column)
{
    static const char *const names[] = {"Ana Müller", "王小明", "Zoe\u0301 N\u0303", "Bo"};
    if (column == 0)
        return text_format("10%06zu", row);
    if (column == 1)
        return text_copy(names[row % 4]);
    if (column == 2)
        return text_format("%s%zu.%02zu", row % 5 == 4 ? "-" : "", row * 37, row % 100);
    return text_format("row number %zu of the list", row);
}

static size_t row_count(const void *context)
{
    (void)context;
    return ROWS;
}

// The text lives until the next call, as a TableSource promises.
static const char *keep(const void *context, char *text)
{
    char **kept = *(char ***)(uintptr_t)context;
    free(*kept);
    *kept = text;
    return text;
}

static const char *row_key(const void *context, size_t row)
{
    return keep(context, cell_text(row, 0));
}

static const char *row_text(const void *context, size_t row, size_t column)
{
    return keep(context, cell_text(row, column));
}

static void desk_draw(Desk *desk, Canvas *canvas)
{
    static const KeyHint hints[] = {
        {.key = KEY_F1, .label = "Help"},
        {.key = KEY_F3, .label = "Leave"},
        {.key = KEY_F5, .label = "Dump"},
        {.key = KEY_F6, .label = "Freeze"},
    };
    LayoutFrame frame = layout_frame(canvas_width(canvas), canvas_height(canvas));
    Titlebar title = {.screen = "Test desk", .user = "tina", .branch = "Main", .role = "teller"};
    Rect form = rect_cut_top(&frame.body, 5);
    canvas_clear(canvas);
    titlebar_draw(&title, canvas, frame.title);
    fieldset_fit(&desk->form, form);
    fieldset_draw(&desk->form, canvas, form, !desk->in_table);
    table_fit(&desk->table, frame.body);
    table_draw(&desk->table, canvas, frame.body, desk->in_table);
    keybar_draw(hints, COUNT_OF(hints), canvas, frame.keys);
}

static void write_report(const Desk *desk, const Canvas *canvas)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    canvas_dump(canvas, CANVAS_DUMP_CURSOR, &page);
    FILE *file = fopen(desk->report, "w");
    if (file == NULL)
        return;
    (void)fputs(text_string(&page), file);
    (void)fprintf(file, "turns %d paints %d\n", desk->turns, desk->paints);
    (void)fclose(file);
}

static void desk_on_key(Desk *desk, Terminal *terminal, const Canvas *canvas, Key key)
{
    if (key_is(key, KEY_F3))
        desk->is_done = true;
    else if (key_is(key, KEY_F5))
        write_report(desk, canvas);
    else if (key_is(key, KEY_F6))
        usleep(FREEZE_US);
    else if (key_is(key, KEY_F11))
        desk->in_table = !desk->in_table;
    else if (key_is_ctrl(key, 'l'))
        terminal_repaint(terminal);
    else if (desk->in_table)
        table_on_key(&desk->table, key);
    else if (fieldset_on_key(&desk->form, key) & REACTION_REJECTED)
        terminal_bell(terminal);
}

static void desk_run(Desk *desk, Terminal *terminal, Canvas *canvas)
{
    Key keys[64];
    size_t count = 0;
    while (!desk->is_done) {
        desk_draw(desk, canvas);
        desk->paints += terminal_paint(terminal, canvas) ? 1 : 0;
        unsigned events = terminal_wait(terminal, NULL, 0, -1);
        desk->turns++;
        if (events & TERMINAL_GONE)
            return;
        if (events & TERMINAL_RESIZED)
            canvas_resize(canvas, terminal_width(terminal), terminal_height(terminal));
        while ((count = terminal_read(terminal, keys, COUNT_OF(keys))) > 0) {
            for (size_t i = 0; i < count; i++)
                desk_on_key(desk, terminal, canvas, keys[i]);
        }
    }
}

int main(int argument_count, char **arguments)
{
    AUTO(terminal_close) Terminal *terminal = NULL;
    Error err = ERROR_EMPTY;
    char *kept = NULL;
    char **kept_address = &kept;
    Desk desk = {.report = argument_count > 1 ? arguments[1] : "/dev/null"};
    if (!terminal_open(&terminal, &err)) {
        (void)fprintf(stderr, "%s\n", err.sentence);
        return error_exit_status(err.code);
    }
    fieldset_init(&desk.form);
    fieldset_add_editor(&desk.form, "name", "Name", EDITOR_ANY, 30);
    fieldset_add_editor(&desk.form, "amount", "Amount", EDITOR_MONEY, 20);
    table_init(&desk.table, columns, COUNT_OF(columns),
               (TableSource){
                   .context = &kept_address, .count = row_count, .key = row_key, .text = row_text});
    AUTO(canvas_free)
    Canvas *canvas = canvas_new(terminal_width(terminal), terminal_height(terminal));
    desk_run(&desk, terminal, canvas);
    write_report(&desk, canvas);
    fieldset_done(&desk.form);
    free(kept);
    return 0;
}
