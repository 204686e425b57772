// SPDX-License-Identifier: Apache-2.0
#include "terminal/painter.h"

#include <langinfo.h>
#include <locale.h>
#include <sys/mman.h>
#include <unistd.h>

#include <curses.h>

#include "base/memory.h"
#include "base/text.h"
#include "terminal/glyph.h"
#include "terminal/terminfo.h"
#include "terminal/theme.h"

struct Painter {
    FILE *file; // what curses believes to be the terminal
    SCREEN *screen;
    Canvas *shown; // what the terminal shows
    bool is_shown_known;
    bool has_colours;
    bool is_plain; // ASCII only
    bool has_cursor;
    char *resume;
    char *leave;
};

// Numeric keypad, bracketed paste on, mouse off: an earlier program may have left it on.
#define MODES_ENTER     "\033>\033[?2004h" MODES_MOUSE_OFF
#define MODES_LEAVE     "\033[?2004l" MODES_MOUSE_OFF "\033>"
#define MODES_MOUSE_OFF "\033[?1000l\033[?1002l\033[?1003l\033[?1006l"

// Adds a string of terminfo without its delays, which mean nothing to anything made since.
static void add_capability(Text *text, const char *name)
{
    const char *value = tigetstr(name);
    if (value == NULL || value == (const char *)-1)
        return;
    while (*value != '\0') {
        const char *end = strncmp(value, "$<", 2) == 0 ? strchr(value, '>') : NULL;
        if (end != NULL) {
            value = end + 1;
        } else {
            text_add_char(text, *value);
            value++;
        }
    }
}

static char *resume_bytes(void)
{
    Text text = TEXT_EMPTY;
    add_capability(&text, "smcup");
    text_add(&text, MODES_ENTER);
    return text_take(&text);
}

// Clears first: no customer stays readable in the alternate screen or, where there is none, at all.
static char *leave_bytes(void)
{
    Text text = TEXT_EMPTY;
    text_add(&text, MODES_LEAVE);
    add_capability(&text, "sgr0");
    add_capability(&text, "op");
    if (tigetstr("csr") != NULL)
        text_add(&text, "\033[r");
    add_capability(&text, "clear");
    add_capability(&text, "cnorm");
    add_capability(&text, "rmcup");
    return text_take(&text);
}

// Text is UTF-8 everywhere in Paydesk, whatever the login shell says.
static void use_utf8_locale(void)
{
    (void)setlocale(LC_CTYPE, "");
    if (!text_equal(nl_langinfo(CODESET), "UTF-8"))
        (void)setlocale(LC_CTYPE, "C.UTF-8");
}

static FILE *memory_file(void)
{
    int fd = memfd_create("paydesk-frame", MFD_CLOEXEC);
    FILE *file = fd < 0 ? tmpfile() : fdopen(fd, "r+");
    if (file == NULL && fd >= 0)
        close(fd);
    return file;
}

// TERM if it is known, else the VT220, whose commands nearly everything understands.  Asked for
// first, since newterm() does not give back all its memory when it fails.
static bool start_screen(Painter *painter, Error *err)
{
    const char *term = getenv("TERM");
    if (term == NULL || !terminfo_is_known(term, fileno(painter->file)))
        term = "vt220";
    if (terminfo_is_known(term, fileno(painter->file)))
        painter->screen = newterm(term, painter->file, painter->file);
    if (painter->screen == NULL)
        return error_set(err, ERROR_OUTSIDE, __func__,
                         "This system knows neither the terminal in TERM nor the VT220.");
    const char *cursor_address = tigetstr("cup");
    if (cursor_address == NULL || cursor_address == (const char *)-1)
        return error_set(err, ERROR_OUTSIDE, __func__,
                         "The terminal \"%s\" cannot place its cursor.", term);
    painter->is_plain = strncmp(term, "vt", 2) == 0;
    return true;
}

static void set_modes(Painter *painter)
{
    nonl();
    noecho();
    leaveok(stdscr, false);
    scrollok(stdscr, false);
    idlok(stdscr, true);
    typeahead(-1); // its file always looks as if keys were waiting, and no drawing would be whole
    painter->has_colours = theme_start();
    painter->resume = resume_bytes();
    painter->leave = leave_bytes();
    painter->has_cursor = true;
}

bool painter_open(int columns, int rows, Painter **ret_painter, Error *err)
{
    Painter *painter = NEW(Painter);
    use_utf8_locale();
    painter->file = memory_file();
    if (painter->file == NULL) {
        painter_close(painter);
        return error_set(err, ERROR_OUTSIDE, __func__, "There is no memory for the screen.");
    }
    if (!start_screen(painter, err)) {
        painter_close(painter);
        return false;
    }
    set_modes(painter);
    painter->shown = canvas_new(columns, rows);
    painter_resize(painter, columns, rows);
    *ret_painter = painter;
    return true;
}

void painter_close(Painter *painter)
{
    if (painter == NULL)
        return;
    if (painter->screen != NULL) {
        endwin();
        delscreen(painter->screen);
    }
    if (painter->file != NULL)
        (void)fclose(painter->file);
    canvas_free(painter->shown);
    free(painter->resume);
    free(painter->leave);
    free(painter);
}

void painter_resize(Painter *painter, int columns, int rows)
{
    resize_term(rows, columns);
    canvas_resize(painter->shown, columns, rows);
    painter_forget(painter);
}

void painter_forget(Painter *painter)
{
    painter->is_shown_known = false;
}

static void draw_cell(const Painter *painter, const Cell *cell, int x, int y)
{
    attr_t attributes = theme_attributes((Style)cell->style, painter->has_colours);
    short pair = theme_pair((Style)cell->style, painter->has_colours);
    Glyph glyphs[2];
    int count = glyph_from_cell(cell, painter->is_plain, glyphs);
    for (int i = 0; i < count; i++) {
        cchar_t character;
        setcchar(&character, glyphs[i].points, attributes, pair, NULL);
        mvadd_wch(y, x, &character); // the last cell of the screen always says ERR, and is set
        x += glyphs[i].width;
    }
}

static void draw_row(const Painter *painter, const Canvas *canvas, int y)
{
    int columns = canvas_width(canvas) < COLS ? canvas_width(canvas) : COLS;
    for (int x = 0; x < columns; x++) {
        const Cell *cell = canvas_cell(canvas, x, y);
        if (cell->width > 0)
            draw_cell(painter, cell, x, y);
    }
}

static void place_cursor(Painter *painter, const Canvas *canvas)
{
    int x = 0;
    int y = 0;
    bool has_cursor = canvas_cursor(canvas, &x, &y);
    if (has_cursor != painter->has_cursor)
        curs_set(has_cursor ? 1 : 0);
    painter->has_cursor = has_cursor;
    wmove(stdscr, y < LINES ? y : 0, x < COLS ? x : 0);
}

// Moves what curses wrote into its file to the output.
static void take_bytes(Painter *painter, Output *output)
{
    int fd = fileno(painter->file);
    off_t length = lseek(fd, 0, SEEK_CUR);
    if (length <= 0)
        return;
    char *bytes = memory_new((size_t)length, 1);
    ssize_t got = pread(fd, bytes, (size_t)length, 0);
    if (got > 0)
        output_add(output, bytes, (size_t)got);
    free(bytes);
    if (ftruncate(fd, 0) == 0)
        lseek(fd, 0, SEEK_SET);
}

void painter_draw(Painter *painter, const Canvas *canvas, Output *output)
{
    bool from_nothing = !painter->is_shown_known ||
                        canvas_width(canvas) != canvas_width(painter->shown) ||
                        canvas_height(canvas) != canvas_height(painter->shown);
    if (from_nothing) {
        erase();
        clearok(stdscr, true);
    }
    int rows = canvas_height(canvas) < LINES ? canvas_height(canvas) : LINES;
    for (int y = 0; y < rows; y++) {
        if (from_nothing || !canvas_row_equal(canvas, painter->shown, y))
            draw_row(painter, canvas, y);
    }
    place_cursor(painter, canvas);
    refresh();
    canvas_copy(painter->shown, canvas);
    painter->is_shown_known = true;
    take_bytes(painter, output);
}

const char *painter_enter_bytes(void)
{
    return MODES_ENTER;
}

const char *painter_resume_bytes(const Painter *painter)
{
    return painter->resume;
}

const char *painter_leave_bytes(const Painter *painter)
{
    return painter->leave;
}
