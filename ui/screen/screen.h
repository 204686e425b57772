// SPDX-License-Identifier: Apache-2.0
/*
 * screen: what a person at the desk sees and does.
 *
 * A *screen* is a table of behaviour (ScreenKind) and a state of its own.  The *desk* holds the
 * stack of screens, of which only the top one gets keys, the session, the message line and the way
 * to the database (JobSource).  Nothing here waits: a screen asks with desk_ask() or desk_wait()
 * and gets the answer in on_result, some turns later.  Drawing reads the state and nothing else, so
 * that every screen is tested on a canvas without a terminal and without a database.
 *
 * A turn: read all that was typed → desk_key() for each → desk_collect() the ended jobs →
 * desk_draw() once.
 *
 * Type-ahead is kept: while a screen waits for an answer it cannot go on without (desk_wait), keys
 * are held and replayed when the answer is there; Esc cancels once the wait has become visible.
 * Only a confirmation throws away what was typed before it could be read.
 *
 * The screens themselves are in screens.h, the named commands behind the keys in command/command.h.
 */
#ifndef SCREEN_SCREEN_H
#define SCREEN_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "app/app.h"
#include "canvas/canvas.h"
#include "canvas/key.h"
#include "canvas/rect.h"
#include "screen/job.h"
#include "widget/keybar.h"
#include "widget/message.h"

typedef struct Desk Desk;
typedef struct Screen Screen;

// What a screen did with a key or an answer, and what is to happen to the stack.
typedef enum Step {
    STEP_PASS,    // not mine: the commands may have the key
    STEP_STAY,    // taken
    STEP_CLOSE,   // back to the screen below
    STEP_PUSH,    // the screen given to desk_next() goes on top
    STEP_REPLACE, // the screen given to desk_next() takes my place
    STEP_HOME,    // back to the lowest screen
} Step;

// What the screen is about, so that an operation started from it has its fields filled in.  NULL:
// nothing.
typedef struct ScreenContext {
    const char *account;
    const char *customer;
    const char *receipt;
    bool is_past; // it was dealt with: only F6 still fills it in, beside all that needs none of it
} ScreenContext;

enum { SCREEN_HINTS_MAX = 16 };

// One kind of screen.  Whatever is not needed is NULL.
typedef struct ScreenKind {
    const char *name; // "account": for tests and captures
    bool is_overlay;  // the screens below are drawn first
    // Once, when it comes onto the stack: ask for what is to be shown.
    void (*open)(Screen *screen);
    // The screen above was closed: what is shown may be out of date.
    void (*resume)(Screen *screen);
    // Before every paint: fit scrolling to the room there is.
    void (*fit)(Screen *screen, Rect body);
    void (*draw)(const Screen *screen, Canvas *canvas, Rect body);
    Step (*on_key)(Screen *screen, Key key);
    // The answer to what it asked.  The job is freed afterwards; take out of it what shall stay.
    Step (*on_result)(Screen *screen, Job *job);
    // F5.
    void (*refresh)(Screen *screen);
    // False: it has said in the message line why not, and will say yes if asked again at once.
    bool (*may_close)(Screen *screen);
    ScreenContext (*context)(const Screen *screen);
    // Keys beyond those that work everywhere; returns how many.
    size_t (*hints)(const Screen *screen, KeyHint ret_hints[SCREEN_HINTS_MAX]);
    // True while no key but those of hints does anything: a question, a locked screen.
    bool (*is_modal)(const Screen *screen);
    // Help for where the cursor is, and for the screen.
    void (*help_field)(const Screen *screen, Text *page);
    void (*help_screen)(const Screen *screen, Text *page);
    void (*free_state)(void *state);
} ScreenKind;

struct Screen {
    const ScreenKind *kind;
    Desk *desk;
    char *title; // "Cash deposit"; never a customer's data
    void *state;
    uint64_t number; // of this very screen; jobs find their way back by it
    int waiting;     // jobs without which it cannot go on
};

enum {
    DESK_STACK_MAX = 32,
    DESK_HELD_MAX = 512,
    DESK_WORKING_MS = 300, // a wait is shown, and can be cancelled, from here on
    DESK_LOCK_MINUTES = 5,
};

struct Desk {
    // Read these.
    const Forms *forms;
    const char *database;  // borrowed; for the title of a wide screen
    StaffSession *session; // NULL: nobody is signed in
    int64_t now_ms;        // a steady clock
    MessageLine message;
    Screen *stack[DESK_STACK_MAX];
    size_t depth;
    // For the loop around it, which clears them.
    bool must_quit;
    bool must_repaint;
    bool must_discard;
    bool must_bell;

    // Its own.
    JobSource jobs;
    uint64_t last_number;
    Screen *next;
    size_t asked;      // jobs that have not come back
    bool is_cancelled; // what is being waited for has been told to stop
    int64_t wait_since_ms;
    int64_t key_ms; // of the last key
    Key held[DESK_HELD_MAX];
    size_t held_count;
    FormValues *last; // what was sent last, for Ctrl+D
};

// Borrows the forms.  Nobody is signed in and the stack is empty: see desk_start().
MUST_CHECK Desk *desk_new(const Forms *forms, JobSource jobs);
void desk_free(Desk *desk);
AUTO_DEFINE(Desk, desk_free);
// The first screen: the sign-in, or home if a session is already there to be loaded.
void desk_start(Desk *desk, const char *user, bool has_session);

// ---- The turn: for the loop, and for tests ----

void desk_tick(Desk *desk, int64_t now_ms);
void desk_key(Desk *desk, Key key);
// Hands ended jobs to those who asked, then replays the keys held meanwhile.
void desk_collect(Desk *desk);
void desk_draw(Desk *desk, Canvas *canvas);
// How long until something has to be drawn although nothing happens; -1: for ever.
int desk_next_ms(const Desk *desk);

// ---- For screens ----

MUST_CHECK Screen *screen_new(Desk *desk, const ScreenKind *kind, const char *title, void *state);
void screen_free(Screen *screen);
// Names the screen for STEP_PUSH and STEP_REPLACE, and returns STEP_PUSH.
Step desk_next(Desk *desk, Screen *screen);
Screen *desk_top(const Desk *desk);
// What the top screen, or the one an overlay stands on, is about.
ScreenContext desk_context(const Desk *desk);
// Does what a step says, for when it does not come out of on_key or on_result.
void desk_step(Desk *desk, Step step);

// Hands the job over.  While a job of desk_wait() is out, the screen gets no keys.
void desk_ask(Screen *screen, Job *job, int tag);
void desk_wait(Screen *screen, Job *job, int tag);
// A job for an operation with one value, or with none if name is NULL.
MUST_CHECK Job *desk_job(const Desk *desk, const char *operation, const char *name,
                         const char *value);

bool desk_may(const Desk *desk, const char *operation);
void desk_tell(Desk *desk, MessageKind kind, const char *format, ...) PRINTF_LIKE(3, 4);
// The sentence and its hint.
void desk_tell_error(Desk *desk, const Error *error);
// The answer to a change says what is in the drawer now; ask the database again.
void desk_reload_session(Desk *desk);
// Keeps copies of what was sent, for Ctrl+D in a later form; never secrets.
void desk_remember(Desk *desk, const FormValues *values);
// Someone has signed in: NULL is nobody.  Takes the session.
void desk_set_session(Desk *desk, StaffSession *session);
// Throws the whole stack away and puts this screen on it.
void desk_restart(Desk *desk, Screen *screen);
// Opens an operation: its form, or what it shows if it asks for nothing.
Screen *desk_open_operation(Desk *desk, const char *operation, ScreenContext context);

// True where blank lines and boxes have to go (15 to 19 rows of screen).
bool desk_body_is_short(Rect body);

// ---- The program ----

// Runs the screens until the person leaves; returns the exit status.
int terminal_main(App *app);

#endif
