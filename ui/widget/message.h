// SPDX-License-Identifier: Apache-2.0
/*
 * message: the line that says what happened, and the last hundred that did.
 *
 * It has no clock: the caller says what time it is, in milliseconds of any steady clock.  Nothing
 * moves on it but the seconds of a running operation, once a second and only after two.
 */
#ifndef WIDGET_MESSAGE_H
#define WIDGET_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/auto.h"
#include "canvas/canvas.h"

typedef enum MessageKind {
    MESSAGE_NONE,
    MESSAGE_INFO,
    MESSAGE_OK,
    MESSAGE_WARNING,
    MESSAGE_ERROR,
    MESSAGE_WORKING,
} MessageKind;

enum { MESSAGE_HISTORY = 100, MESSAGE_WORKING_MS = 2000 };

typedef struct Message {
    MessageKind kind;
    char *text;
    int64_t at_ms;
} Message;

typedef struct MessageLine {
    Message now;
    Message history[MESSAGE_HISTORY]; // a ring
    size_t history_next;
    size_t history_count;
} MessageLine;

void message_init(MessageLine *line);
void message_done(MessageLine *line);

// Replaces what is shown.  Everything but MESSAGE_WORKING goes into the history as well.
void message_set(MessageLine *line, MessageKind kind, int64_t now_ms, const char *text);
void message_format(MessageLine *line, MessageKind kind, int64_t now_ms, const char *format, ...)
    PRINTF_LIKE(4, 5);
// "Posting …", later "Posting … 3 s  Esc cancels".
void message_working(MessageLine *line, int64_t now_ms, const char *text);
void message_clear(MessageLine *line);

// How long until the line looks different by itself, for the poll; -1: never.
int message_next_ms(const MessageLine *line, int64_t now_ms);
// 0 is the newest; NULL past the oldest.
const Message *message_at(const MessageLine *line, size_t age);
// "Error", "Warning", …: what stands before the sentence, since colour alone says nothing.
const char *message_word(MessageKind kind);

// As many lines as rect has rows.
void message_draw(const MessageLine *line, Canvas *canvas, Rect rect, int64_t now_ms);

#endif
