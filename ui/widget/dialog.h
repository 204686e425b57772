// SPDX-License-Identifier: Apache-2.0
/*
 * dialog: a question that stands in front of a screen.
 *
 * A confirmation reads back what will happen and wants an answer that no queued or repeated key can
 * give by accident: the letter in the question, or the last three digits of the amount.  Enter and
 * F9 do nothing there.  For 400 ms after it opened every key is thrown away, and opening it asks
 * the caller (REACTION_DISCARD from dialog_open()) to throw away what was typed ahead.  A paste
 * never answers.
 */
#ifndef WIDGET_DIALOG_H
#define WIDGET_DIALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "canvas/canvas.h"
#include "canvas/key.h"
#include "widget/reaction.h"

typedef enum DialogKind {
    DIALOG_TELL,   // something to read; Enter, Esc and F12 close it
    DIALOG_LETTER, // wants the letter `answer`
    DIALOG_DIGITS, // wants the digits `answer`, typed one by one
} DialogKind;

typedef struct DialogLine {
    char *label; // left; NULL or "" for a line of plain text
    char *value;
    Style style;
    bool is_right; // value at the right edge: amounts
} DialogLine;

enum { DIALOG_DEAD_MS = 400, DIALOG_ANSWER_SIZE = 8 };

typedef struct Dialog {
    DialogKind kind;
    char *title;
    char *question; // owned, like everything
    DialogLine *lines;
    size_t line_count;
    size_t pinned;                   // the first so many stay in view while the rest scrolls
    char answer[DIALOG_ANSWER_SIZE]; // wanted
    char typed[DIALOG_ANSWER_SIZE];
    int64_t open_ms;
    int scroll;
    const char *note; // why the last key did nothing, or NULL; static
} Dialog;

// question may be NULL for DIALOG_TELL; answer is the letter ("y") or the digits ("500").
void dialog_init(Dialog *dialog, DialogKind kind, const char *title, const char *question,
                 const char *answer);
void dialog_done(Dialog *dialog);
void dialog_add(Dialog *dialog, const char *label, const char *value);
void dialog_add_right(Dialog *dialog, const char *label, const char *value, Style style);
void dialog_add_text(Dialog *dialog, const char *text, Style style);
// The lines so far stay in view however small the screen is: what must be read before the answer.
void dialog_pin(Dialog *dialog);

// The last three digits of an amount as shown ("1,234.50" gives "450"); fewer if it has fewer.
void dialog_last_digits(const char *amount, char ret_digits[DIALOG_ANSWER_SIZE]);

// Starts the dead time.  Returns REACTION_DISCARD.
Reaction dialog_open(Dialog *dialog, int64_t now_ms);
// REACTION_ACCEPT: answered.  REACTION_CANCEL: Esc, F12, or n where y was asked.
// Everything is taken: a dialog never lets a key through to what is behind it.
Reaction dialog_on_key(Dialog *dialog, Key key, int64_t now_ms);

// Over what is already drawn, inside area: all of it at XS, its full width at S, else at most 70.
void dialog_draw(const Dialog *dialog, Canvas *canvas, Rect area);

#endif
