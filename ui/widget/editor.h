// SPDX-License-Identifier: Apache-2.0
/*
 * editor: one line of text being typed.
 *
 * Moves and deletes by whole characters (a letter with its accents is one, a wide one is one),
 * keeps only clean text, and never rewrites what a person typed, except where a mask says so at
 * once and visibly.  A paste goes in whole or not at all.  Typing at the end changes one cell, so
 * that its echo is one byte.
 *
 *     Editor amount;
 *     editor_init(&amount, EDITOR_MONEY, 24);
 *     Reaction reaction = editor_on_key(&amount, key);
 *     editor_draw(&amount, canvas, rect, EDITOR_LOOK_FOCUS);
 *     editor_done(&amount);
 */
#ifndef WIDGET_EDITOR_H
#define WIDGET_EDITOR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/auto.h"
#include "base/date.h"
#include "canvas/canvas.h"
#include "canvas/key.h"
#include "widget/reaction.h"

typedef enum EditorMask {
    EDITOR_ANY,    // any clean text
    EDITOR_DIGITS, // 0 to 9; keypad + leaves the field
    EDITOR_MONEY,  // digits, . , ' space and a currency code; k and m multiply at once, + leaves
    EDITOR_DATE,   // digits - . ; t is today, + and - go to the next and the previous day
    EDITOR_SECRET, // any clean text, shown as stars; never undone, wiped when cleared
} EditorMask;

typedef enum EditorLook {
    EDITOR_LOOK_PLAIN, // not focused
    EDITOR_LOOK_FOCUS, // draws the cursor
    EDITOR_LOOK_ERROR, // not focused, and refused
} EditorLook;

enum { EDITOR_MAX_CHARACTERS = 4000, EDITOR_UNDO_STEPS = 32 };

typedef struct EditorStep {
    char *text;
    size_t cursor;
} EditorStep;

typedef struct Editor {
    // Set these after editor_init(), if at all.
    Date today;         // for EDITOR_DATE
    bool allows_minus;  // EDITOR_DIGITS and EDITOR_MONEY: - toggles the sign
    bool forbids_copy;  // Ctrl+D does nothing: amounts, accounts, secrets
    bool forbids_paste; // one-time codes and confirmations
    bool aligns_right;  // amounts, while not focused
    bool leaves_full;   // go on to the next field when full: fixed-length codes only

    // Read these.
    EditorMask mask;
    char *text;    // always clean UTF-8, never NULL
    size_t length; // in bytes
    size_t cursor; // in bytes, between two characters
    size_t max_characters;
    const char *note; // what the editor has to say about the last key, or NULL; static
    bool is_selected; // the next character or paste takes the place of the whole text

    // Its own.
    size_t capacity;
    EditorStep undo[EDITOR_UNDO_STEPS];
    size_t undo_count;
    int run;            // keys of one kind in a row are one undo step
    size_t paste_start; // where the running paste began
    bool is_pasting;
    bool paste_failed;
} Editor;

void editor_init(Editor *editor, EditorMask mask, size_t max_characters);
void editor_done(Editor *editor);

// Replaces the text, cursor at its end; what is not clean is left out, what is too long is cut.
// Does not ask the mask.  Can be undone.
void editor_set(Editor *editor, const char *text);
// Empties it and forgets all undo steps; a secret is overwritten.
void editor_clear(Editor *editor);
bool editor_is_empty(const Editor *editor);
// Selects the whole text: typing or a paste replaces it, any other key it knows edits it.  Nothing
// happens where there is no text, or a secret.
void editor_select(Editor *editor);

// Knows: text, Backspace, Delete, Left, Right, Home, End, Ctrl+Left, Ctrl+Right, Ctrl+W (word
// back), Ctrl+U (clear), Ctrl+Z (undo), Ctrl+D, F4, Enter, Tab, Shift+Tab.
Reaction editor_on_key(Editor *editor, Key key);

// In the first row of rect; scrolls sideways by itself to show the cursor.
void editor_draw(const Editor *editor, Canvas *canvas, Rect rect, EditorLook look);

#endif
