// SPDX-License-Identifier: Apache-2.0
/*
 * script: a desk without a terminal and without a database.
 *
 * Answers are given to the script by operation before they are asked for; the last one given stays.
 * What was asked is counted and kept, so that a test sees what would have been sent.  Keys are
 * typed as words: "1000000161 F6 d 25 F9 y".
 */
#ifndef TESTS_SCREEN_SCRIPT_H
#define TESTS_SCREEN_SCRIPT_H

#include "screen/screen.h"

enum { SCRIPT_ANSWERS = 64, SCRIPT_QUEUE = 64 };

typedef struct ScriptAnswer {
    const char *operation; // of the form; or "sign-in", "session", "pending", "enrolment"
    bool is_preview;
    const char *columns; // names separated by |, for rows
    const char *rows;    // lines of cells separated by |; an empty cell is no value
    const char *json;    // for one object, or a preview
    ErrorCode error;
    const char *field;
    const char *sentence;
} ScriptAnswer;

typedef struct Script {
    Forms *forms;
    Desk *desk;
    Canvas *canvas;
    ScriptAnswer answers[SCRIPT_ANSWERS];
    size_t answer_count;
    Job *queue[SCRIPT_QUEUE];
    size_t queued;
    bool is_held; // answers are not given until this is false again
    int cancelled;
    int asked;
    int keys;        // typed, digits of words included
    int key_strokes; // typed, but for digits, points and commas
    char last_operation[64];
    char last_request[APP_REQUEST_SIZE];
    FormValues *last_values;
    char last_before[32]; // of the last page of a statement that was asked for; "" for the first
    int pages;            // of statements
    const char *role;     // of the session a sign-in gives
} Script;

// 80x24, nobody signed in.
void script_init(Script *script);
void script_done(Script *script);

void script_give(Script *script, ScriptAnswer answer);
// A teller with a drawer, signed in, at home; role as in the forms.
void script_sign_in(Script *script, const char *role);
// Everything the scenes need: one customer, one account, a statement, receipts.
void script_give_bank(Script *script);

// Keys as words separated by blanks; "'Anna" types what is behind the quote, blanks as _.
void script_type(Script *script, const char *words);
// Lets time pass.
void script_pass(Script *script, int64_t ms);
// Answers everything that was asked.
void script_answer(Script *script);
// The name of the top screen's kind.
const char *script_top(const Script *script);
// Whether the text stands anywhere on the screen as it is drawn now.
bool script_sees(Script *script, const char *text);
// Draws at a size; the text lives until the next call.
void script_draw(Script *script, int width, int height);

#endif
