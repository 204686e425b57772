// SPDX-License-Identifier: Apache-2.0
#include "widget/message.h"

#include "base/text.h"

void message_init(MessageLine *line)
{
    *line = (MessageLine){.now = {.kind = MESSAGE_NONE}};
}

void message_done(MessageLine *line)
{
    free(line->now.text);
    for (size_t i = 0; i < MESSAGE_HISTORY; i++)
        free(line->history[i].text);
    message_init(line);
}

static void show(MessageLine *line, MessageKind kind, int64_t now_ms, const char *text)
{
    char *copy = text_copy(text == NULL ? "" : text);
    free(line->now.text);
    line->now = (Message){.kind = kind, .text = copy, .at_ms = now_ms};
}

static void record(MessageLine *line)
{
    Message *slot = &line->history[line->history_next];
    free(slot->text);
    *slot = line->now;
    slot->text = text_copy(line->now.text);
    line->history_next = (line->history_next + 1) % MESSAGE_HISTORY;
    if (line->history_count < MESSAGE_HISTORY)
        line->history_count++;
}

void message_set(MessageLine *line, MessageKind kind, int64_t now_ms, const char *text)
{
    show(line, kind, now_ms, text);
    if (kind != MESSAGE_WORKING && kind != MESSAGE_NONE)
        record(line);
}

void message_format(MessageLine *line, MessageKind kind, int64_t now_ms, const char *format, ...)
{
    AUTO(text_done) Text text = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&text, format, arguments);
    va_end(arguments);
    message_set(line, kind, now_ms, text_string(&text));
}

void message_working(MessageLine *line, int64_t now_ms, const char *text)
{
    message_set(line, MESSAGE_WORKING, now_ms, text);
}

void message_clear(MessageLine *line)
{
    show(line, MESSAGE_NONE, 0, "");
}

int message_next_ms(const MessageLine *line, int64_t now_ms)
{
    if (line->now.kind != MESSAGE_WORKING)
        return -1;
    int64_t elapsed = now_ms - line->now.at_ms;
    if (elapsed < MESSAGE_WORKING_MS)
        return (int)(MESSAGE_WORKING_MS - elapsed);
    return (int)(1000 - elapsed % 1000);
}

const Message *message_at(const MessageLine *line, size_t age)
{
    if (age >= line->history_count)
        return NULL;
    return &line->history[(line->history_next + MESSAGE_HISTORY - 1 - age) % MESSAGE_HISTORY];
}

const char *message_word(MessageKind kind)
{
    switch (kind) {
    case MESSAGE_NONE:
    case MESSAGE_INFO:
        return "";
    case MESSAGE_OK:
        return "Done";
    case MESSAGE_WARNING:
        return "Note";
    case MESSAGE_ERROR:
        return "Error";
    case MESSAGE_WORKING:
        return "Working";
    }
    return "";
}

static Style style_of(MessageKind kind)
{
    switch (kind) {
    case MESSAGE_OK:
        return STYLE_OK;
    case MESSAGE_WARNING:
        return STYLE_WARNING;
    case MESSAGE_ERROR:
        return STYLE_ERROR;
    case MESSAGE_NONE:
    case MESSAGE_INFO:
    case MESSAGE_WORKING:
        return STYLE_NORMAL;
    }
    return STYLE_NORMAL;
}

static void add_sentence(const MessageLine *line, int64_t now_ms, Text *text)
{
    const Message *now = &line->now;
    const char *word = message_word(now->kind);
    if (word[0] != '\0')
        text_add_format(text, "%s: ", word);
    text_add(text, now->text);
    int64_t elapsed = now_ms - now->at_ms;
    if (now->kind == MESSAGE_WORKING && elapsed >= MESSAGE_WORKING_MS)
        text_add_format(text, " %lld s  Esc cancels", (long long)(elapsed / 1000));
}

void message_draw(const MessageLine *line, Canvas *canvas, Rect rect, int64_t now_ms)
{
    if (line->now.kind == MESSAGE_NONE || rect_is_empty(rect))
        return;
    AUTO(text_done) Text text = TEXT_EMPTY;
    add_sentence(line, now_ms, &text);
    Style style = style_of(line->now.kind);
    if (rect.height == 1)
        canvas_text(canvas, rect, style, text_string(&text));
    else
        canvas_text_wrap(canvas, rect, style, text_string(&text));
}
