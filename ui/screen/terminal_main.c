// SPDX-License-Identifier: Apache-2.0
// The loop: one wait, everything that was typed, everything that was answered, one paint.
#include "screen/executor.h"
#include "screen/screen.h"
#include "terminal/terminal.h"

enum { KEYS_AT_ONCE = 64, EXIT_DONE = 0 };

typedef struct Face {
    Terminal *terminal;
    Canvas *canvas;
    Desk *desk;
    Executor *executor;
} Face;

static int64_t steady_ms(void)
{
    struct timespec now = {0};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

// What was typed before a question could be read must not answer it.
static void face_discard(Face *face)
{
    if (face->desk->must_discard)
        terminal_discard(face->terminal);
    face->desk->must_discard = false;
}

static void face_read(Face *face)
{
    Key keys[KEYS_AT_ONCE];
    size_t count = terminal_read(face->terminal, keys, COUNT_OF(keys));
    while (count > 0 && !face->desk->must_quit) {
        for (size_t i = 0; i < count && !face->desk->must_discard; i++)
            desk_key(face->desk, keys[i]);
        face_discard(face);
        count = terminal_read(face->terminal, keys, COUNT_OF(keys));
    }
}

static void face_show(Face *face)
{
    Desk *desk = face->desk;
    if (desk->must_repaint)
        terminal_repaint(face->terminal);
    if (desk->must_bell)
        terminal_bell(face->terminal);
    desk->must_repaint = false;
    desk->must_bell = false;
    desk_draw(desk, face->canvas);
    terminal_paint(face->terminal, face->canvas);
}

static void face_resize(const Face *face)
{
    canvas_resize(face->canvas, terminal_width(face->terminal), terminal_height(face->terminal));
}

// False: the person or the terminal is gone.
static bool face_turn(Face *face)
{
    struct pollfd fds[] = {{.fd = executor_fd(face->executor), .events = POLLIN}};
    unsigned events = terminal_wait(face->terminal, fds, COUNT_OF(fds), desk_next_ms(face->desk));
    if (events & TERMINAL_GONE)
        return false;
    desk_tick(face->desk, steady_ms());
    if (events & TERMINAL_RESIZED)
        face_resize(face);
    face_read(face);
    desk_collect(face->desk);
    face_discard(face);
    if (!face->desk->must_quit)
        face_show(face);
    return !face->desk->must_quit;
}

static void face_run(Face *face, const App *app)
{
    desk_tick(face->desk, steady_ms());
    desk_start(face->desk, app_user(app), app_is_signed_in(app));
    face_resize(face);
    face_show(face);
    bool goes_on = true;
    while (goes_on)
        goes_on = face_turn(face);
}

static int report(const Error *error)
{
    (void)fprintf(stderr, "%s\n", error->sentence);
    if (error->hint[0] != '\0')
        (void)fprintf(stderr, "%s\n", error->hint);
    return error_exit_status(error->code);
}

int terminal_main(App *app)
{
    Error error = ERROR_EMPTY;
    AUTO(terminal_close) Terminal *terminal = NULL;
    AUTO(canvas_free) Canvas *canvas = NULL;
    AUTO(executor_free) Executor *executor = NULL;
    // The thread inherits what the terminal has done to the signals, so the terminal comes first.
    if (!terminal_open(&terminal, &error) || !executor_new(app, &executor, &error)) {
        terminal_close(TAKE(terminal));
        return report(&error);
    }
    canvas = canvas_new(terminal_width(terminal), terminal_height(terminal));
    AUTO(desk_free) Desk *desk = desk_new(app_forms(app), executor_source(executor));
    Face face = {.terminal = terminal, .canvas = canvas, .desk = desk, .executor = executor};
    desk->database = app_database(app);
    face_run(&face, app);
    return EXIT_DONE;
}
