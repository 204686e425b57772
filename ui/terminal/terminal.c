// SPDX-License-Identifier: Apache-2.0
#include "terminal/terminal.h"

#include <assert.h>
#include <errno.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "canvas/key.h"
#include "terminal/decoder.h"
#include "terminal/output.h"
#include "terminal/painter.h"
#include "terminal/tty.h"

enum { MAX_FDS = 8, OWN_FDS = 2, INPUT_SIZE = 4096, BELL_MS = 300, ESCAPE_MS = 25, SSH_MS = 100 };

struct Terminal {
    int fd;
    int wake_fd;
    int columns;
    int rows;
    int escape_ms;
    Painter *painter;
    Output output;
    Decoder decoder;
    char input[INPUT_SIZE]; // read and not yet decoded
    size_t input_start;
    size_t input_length;
    int64_t input_ms; // when the last byte came
    int64_t bell_ms;
    bool wants_frame; // one was skipped
    bool is_gone;
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

bool terminal_is_there(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static int side(int wanted)
{
    return wanted < CANVAS_MAX_SIDE ? wanted : CANVAS_MAX_SIDE;
}

static void measure(Terminal *terminal)
{
    tty_size(&terminal->columns, &terminal->rows);
    terminal->columns = side(terminal->columns);
    terminal->rows = side(terminal->rows);
}

bool terminal_open(Terminal **ret_terminal, Error *err)
{
    if (!terminal_is_there())
        return error_set(err, ERROR_OUTSIDE, __func__,
                         "Standard input and output are not a terminal.");
    Terminal *terminal = NEW(Terminal);
    const char *ssh = getenv("SSH_TTY");
    terminal->escape_ms = ssh != NULL && ssh[0] != '\0' ? SSH_MS : ESCAPE_MS;
    terminal->decoder = DECODER_START;
    terminal->bell_ms = -BELL_MS;
    // Signals first: curses leaves a handler alone that is already there.
    if (!tty_open(&terminal->fd, &terminal->wake_fd, err)) {
        free(terminal);
        return false;
    }
    measure(terminal);
    if (!painter_open(terminal->columns, terminal->rows, &terminal->painter, err)) {
        tty_close();
        free(terminal);
        return false;
    }
    output_init(&terminal->output, terminal->fd);
    tty_take(painter_leave_bytes(terminal->painter));
    const char *enter = painter_enter_bytes();
    output_add(&terminal->output, enter, strlen(enter));
    output_flush(&terminal->output);
    *ret_terminal = terminal;
    return true;
}

void terminal_close(Terminal *terminal)
{
    if (terminal == NULL)
        return;
    tty_close();
    painter_close(terminal->painter);
    output_done(&terminal->output);
    free(terminal);
}

int terminal_width(const Terminal *terminal)
{
    return terminal->columns;
}

int terminal_height(const Terminal *terminal)
{
    return terminal->rows;
}

// Somebody else had the terminal: take it over again and draw from nothing.
static void resume(Terminal *terminal)
{
    const char *bytes = painter_resume_bytes(terminal->painter);
    tty_retake();
    output_add(&terminal->output, bytes, strlen(bytes));
    painter_forget(terminal->painter);
}

// Signals that came since the last time.
static unsigned take_wakes(Terminal *terminal)
{
    char wakes[64];
    ssize_t count = read(terminal->wake_fd, wakes, sizeof wakes);
    if (count <= 0)
        return 0;
    if (memchr(wakes, 'C', (size_t)count) != NULL)
        resume(terminal);
    measure(terminal);
    painter_resize(terminal->painter, terminal->columns, terminal->rows);
    return TERMINAL_RESIZED;
}

static bool has_input(const Terminal *terminal)
{
    return terminal->input_start < terminal->input_length;
}

// How long until a begun sequence counts as given up; -1: nothing is begun.
static int pending_ms(const Terminal *terminal)
{
    int wait = decoder_wait_ms(&terminal->decoder, terminal->escape_ms);
    if (wait < 0)
        return -1;
    int64_t left = terminal->input_ms + wait - now_ms();
    return left > 0 ? (int)left : 0;
}

static int shorter(int left_ms, int right_ms)
{
    if (left_ms < 0 || right_ms < 0)
        return left_ms < 0 ? right_ms : left_ms;
    return left_ms < right_ms ? left_ms : right_ms;
}

static unsigned look_at_own(Terminal *terminal, short line, short wakes)
{
    unsigned events = 0;
    if (wakes & POLLIN)
        events |= take_wakes(terminal);
    if (line & POLLIN)
        events |= TERMINAL_INPUT;
    if ((line & (POLLERR | POLLHUP | POLLNVAL)) && !(line & POLLIN))
        terminal->is_gone = true;
    if ((line & POLLOUT) && output_flush(&terminal->output) && terminal->wants_frame)
        events |= TERMINAL_WRITABLE;
    if (terminal->is_gone || terminal->output.is_gone)
        events |= TERMINAL_GONE;
    return events;
}

unsigned terminal_wait(Terminal *terminal, struct pollfd *fds, size_t count, int timeout_ms)
{
    assert(count <= MAX_FDS);
    bool wants_out = terminal->wants_frame || !output_is_empty(&terminal->output);
    struct pollfd set[OWN_FDS + MAX_FDS] = {
        {.fd = terminal->fd, .events = (short)(wants_out ? POLLIN | POLLOUT : POLLIN)},
        {.fd = terminal->wake_fd, .events = POLLIN},
    };
    for (size_t i = 0; i < count; i++)
        set[OWN_FDS + i] = fds[i];
    int wait = has_input(terminal) ? 0 : shorter(timeout_ms, pending_ms(terminal));
    int ready = poll(set, (nfds_t)(OWN_FDS + count), wait);
    if (ready < 0)
        ready = 0; // a signal: its byte stands in the pipe, the next turn sees it
    unsigned events = 0;
    for (size_t i = 0; i < count; i++) {
        fds[i].revents = ready > 0 ? set[OWN_FDS + i].revents : 0;
        if (fds[i].revents != 0)
            events |= TERMINAL_FDS;
    }
    if (ready > 0)
        events |= look_at_own(terminal, set[0].revents, set[1].revents);
    if (has_input(terminal) || pending_ms(terminal) == 0)
        events |= TERMINAL_INPUT;
    return events;
}

// False if nothing more is to be had now.
static bool fill_input(Terminal *terminal)
{
    ssize_t count;
    do {
        count = read(terminal->fd, terminal->input, sizeof terminal->input);
    } while (count < 0 && errno == EINTR);
    if (count <= 0) {
        if (count == 0 || (errno != EAGAIN && errno != EWOULDBLOCK))
            terminal->is_gone = true;
        return false;
    }
    terminal->input_start = 0;
    terminal->input_length = (size_t)count;
    terminal->input_ms = now_ms();
    return true;
}

size_t terminal_read(Terminal *terminal, Key *ret_keys, size_t size)
{
    assert(size >= DECODER_KEYS);
    size_t count = 0;
    while (count + DECODER_KEYS <= size) {
        if (has_input(terminal) || fill_input(terminal)) {
            unsigned char byte = (unsigned char)terminal->input[terminal->input_start++];
            count += decoder_feed(&terminal->decoder, byte, ret_keys + count);
        } else {
            if (pending_ms(terminal) == 0)
                count += decoder_timeout(&terminal->decoder, ret_keys + count);
            break;
        }
    }
    return count;
}

void terminal_discard(Terminal *terminal)
{
    while (fill_input(terminal))
        continue;
    terminal->input_start = 0;
    terminal->input_length = 0;
    terminal->decoder = DECODER_START;
}

bool terminal_paint(Terminal *terminal, const Canvas *canvas)
{
    terminal->wants_frame =
        !output_flush(&terminal->output) || !output_is_writable(&terminal->output);
    if (terminal->wants_frame)
        return false;
    painter_draw(terminal->painter, canvas, &terminal->output);
    output_flush(&terminal->output);
    return true;
}

void terminal_repaint(Terminal *terminal)
{
    painter_forget(terminal->painter);
}

void terminal_bell(Terminal *terminal)
{
    int64_t now = now_ms();
    if (now - terminal->bell_ms < BELL_MS)
        return;
    terminal->bell_ms = now;
    output_add(&terminal->output, "\a", 1);
    output_flush(&terminal->output);
}
