// SPDX-License-Identifier: Apache-2.0
#include "widget/dialog.h"

#include <ctype.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/text.h"
#include "canvas/layout.h"

enum { LAST_DIGITS = 3, FRAME_ROWS = 2, FRAME_COLUMNS = 4, NOTE_ROWS = 1 };

void dialog_init(Dialog *dialog, DialogKind kind, const char *title, const char *question,
                 const char *answer)
{
    *dialog = (Dialog){
        .kind = kind,
        .title = text_copy(title),
        .question = text_copy(question),
    };
    (void)snprintf(dialog->answer, sizeof dialog->answer, "%s", answer == NULL ? "" : answer);
}

void dialog_done(Dialog *dialog)
{
    for (size_t i = 0; i < dialog->line_count; i++) {
        free(dialog->lines[i].label);
        free(dialog->lines[i].value);
    }
    free(dialog->lines);
    free(dialog->title);
    free(dialog->question);
    *dialog = (Dialog){.kind = DIALOG_TELL};
}

static void add_line(Dialog *dialog, DialogLine line)
{
    dialog->lines = memory_resize(dialog->lines, dialog->line_count + 1, sizeof(DialogLine));
    dialog->lines[dialog->line_count++] = line;
}

void dialog_add(Dialog *dialog, const char *label, const char *value)
{
    add_line(dialog, (DialogLine){.label = text_copy(label), .value = text_copy(value)});
}

void dialog_add_right(Dialog *dialog, const char *label, const char *value, Style style)
{
    add_line(dialog, (DialogLine){.label = text_copy(label),
                                  .value = text_copy(value),
                                  .style = style,
                                  .is_right = true});
}

void dialog_add_text(Dialog *dialog, const char *text, Style style)
{
    add_line(dialog, (DialogLine){.value = text_copy(text), .style = style});
}

void dialog_pin(Dialog *dialog)
{
    dialog->pinned = dialog->line_count;
}

void dialog_last_digits(const char *amount, char ret_digits[DIALOG_ANSWER_SIZE])
{
    char digits[LAST_DIGITS] = {0};
    size_t count = 0;
    for (size_t at = strlen(amount); at > 0 && count < LAST_DIGITS; at--) {
        if (isdigit((unsigned char)amount[at - 1]))
            digits[count++] = amount[at - 1];
    }
    for (size_t i = 0; i < count; i++)
        ret_digits[i] = digits[count - 1 - i];
    ret_digits[count] = '\0';
}

Reaction dialog_open(Dialog *dialog, int64_t now_ms)
{
    dialog->open_ms = now_ms;
    dialog->typed[0] = '\0';
    dialog->scroll = 0;
    dialog->note = NULL;
    return REACTION_HANDLED | REACTION_DISCARD;
}

static Reaction reject(Dialog *dialog, const char *note)
{
    dialog->note = note;
    return REACTION_HANDLED | REACTION_REJECTED;
}

static Reaction on_letter(Dialog *dialog, Key key)
{
    uint32_t wanted = (unsigned char)dialog->answer[0];
    uint32_t typed = key.point < 0x80 ? (uint32_t)tolower((int)key.point) : key.point;
    if (typed == wanted)
        return REACTION_HANDLED | REACTION_ACCEPT;
    if (wanted == 'y' && typed == 'n')
        return REACTION_HANDLED | REACTION_CANCEL;
    return reject(dialog, "Only the letter in the question answers it. Esc goes back.");
}

// A wrong digit starts anew: nobody guesses his way through an amount.
static Reaction on_digit(Dialog *dialog, Key key)
{
    size_t typed = strlen(dialog->typed);
    if (key.point >= 0x80 || !isdigit((int)key.point))
        return reject(dialog, "Only the digits asked for answer it. Esc goes back.");
    if ((char)key.point != dialog->answer[typed]) {
        dialog->typed[0] = '\0';
        return reject(dialog, "Those are not the digits. Look at the amount again.");
    }
    dialog->typed[typed] = (char)key.point;
    dialog->typed[typed + 1] = '\0';
    return text_equal(dialog->typed, dialog->answer) ? REACTION_HANDLED | REACTION_ACCEPT
                                                     : REACTION_HANDLED | REACTION_CHANGED;
}

static Reaction scroll(Dialog *dialog, Key key)
{
    int by = key.name == KEY_UP || key.name == KEY_PAGE_UP ? -1 : 1;
    int scrolling = (int)(dialog->line_count - dialog->pinned);
    int last = scrolling > 0 ? scrolling - 1 : 0;
    dialog->scroll += by;
    if (dialog->scroll < 0 || dialog->scroll > last)
        dialog->scroll -= by;
    return REACTION_HANDLED | REACTION_MOVED;
}

static bool is_scrolling(Key key)
{
    return key.name == KEY_UP || key.name == KEY_DOWN || key.name == KEY_PAGE_UP ||
           key.name == KEY_PAGE_DOWN;
}

Reaction dialog_on_key(Dialog *dialog, Key key, int64_t now_ms)
{
    if (now_ms - dialog->open_ms < DIALOG_DEAD_MS)
        return REACTION_HANDLED;
    dialog->note = NULL;
    if (key.is_pasted)
        return reject(dialog, "A paste does not answer this.");
    if (key_is_back(key))
        return REACTION_HANDLED | REACTION_CANCEL;
    if (is_scrolling(key))
        return scroll(dialog, key);
    if (dialog->kind == DIALOG_TELL)
        return key_is(key, KEY_ENTER) ? REACTION_HANDLED | REACTION_ACCEPT : reject(dialog, NULL);
    if (!key_is_text(key) || dialog->answer[0] == '\0')
        return reject(dialog, dialog->kind == DIALOG_LETTER
                                  ? "Answer with the letter in the question. Esc goes back."
                                  : "Answer with the digits asked for. Esc goes back.");
    return dialog->kind == DIALOG_LETTER ? on_letter(dialog, key) : on_digit(dialog, key);
}

static bool has_label(const DialogLine *line)
{
    return line->label != NULL && line->label[0] != '\0';
}

static int line_rows(const DialogLine *line, int width)
{
    if (has_label(line) || line->is_right)
        return 1;
    int rows = canvas_text_wrap(NULL, (Rect){.width = width}, STYLE_NORMAL, line->value);
    return rows > 0 ? rows : 1;
}

static int label_width(const Dialog *dialog, int width)
{
    int widest = 0;
    for (size_t i = 0; i < dialog->line_count; i++) {
        int columns = has_label(&dialog->lines[i]) ? canvas_text_width(dialog->lines[i].label) : 0;
        widest = columns > widest ? columns : widest;
    }
    return widest > width / 2 ? width / 2 : widest;
}

static void draw_line(const DialogLine *line, Canvas *canvas, Rect rect, int labels)
{
    if (has_label(line)) {
        Rect label = rect_cut_left(&rect, labels);
        canvas_text(canvas, label, STYLE_LABEL, line->label);
        rect_cut_left(&rect, 2);
    }
    if (line->is_right)
        canvas_text_right(canvas, rect, line->style, line->value);
    else if (has_label(line))
        canvas_text(canvas, rect, line->style, line->value);
    else
        canvas_text_wrap(canvas, rect, line->style, line->value);
}

// True if all lines to the last are in view.
static bool draw_lines(const Dialog *dialog, Canvas *canvas, Rect rect)
{
    bool is_whole = true;
    Rect previous = canvas_clip(canvas, rect);
    int labels = label_width(dialog, rect.width);
    for (size_t i = 0; i < dialog->line_count; i++) {
        if (i >= dialog->pinned && i < dialog->pinned + (size_t)dialog->scroll)
            continue;
        int needed = line_rows(&dialog->lines[i], rect.width);
        Rect rows = rect_cut_top(&rect, needed);
        is_whole = is_whole && rows.height == needed;
        draw_line(&dialog->lines[i], canvas, rows, labels);
    }
    canvas_unclip(canvas, previous);
    return is_whole;
}

static const char *question_of(const Dialog *dialog)
{
    return dialog->question == NULL ? "Enter closes" : dialog->question;
}

// A question of one line takes its answer behind it, a longer one below it.
static int question_rows(const Dialog *dialog, int width)
{
    int room = width - DIALOG_ANSWER_SIZE;
    int rows = canvas_text_wrap(NULL, (Rect){.width = room}, STYLE_STRONG, question_of(dialog));
    return rows <= 1 ? 1 : rows + 1;
}

// What stands below the question: why the last key did nothing, or that there is more to read.
static void draw_note(const Dialog *dialog, Canvas *canvas, Rect rect, bool is_whole)
{
    if (dialog->note != NULL)
        canvas_text(canvas, rect, STYLE_WARNING, dialog->note);
    else if (!is_whole || dialog->scroll > 0)
        canvas_text(canvas, rect, STYLE_STRONG,
                    is_whole ? "Up shows the beginning" : "There is more: Down shows it");
}

// The question with the cursor where the answer is awaited; returns the rest of rect.
static Rect draw_question(const Dialog *dialog, Canvas *canvas, Rect rect)
{
    int rows = question_rows(dialog, rect.width);
    Rect room = rect_cut_top(&rect, rows);
    Rect answer = room;
    room.width -= DIALOG_ANSWER_SIZE;
    canvas_text_wrap(canvas, room, STYLE_STRONG, question_of(dialog));
    if (rows == 1)
        rect_cut_left(&answer, canvas_text_width(question_of(dialog)) + 1);
    else
        answer = rect_cut_bottom(&answer, 1);
    int used = canvas_text(canvas, answer, STYLE_STRONG, dialog->typed);
    canvas_cursor_set(canvas, answer.x + used, answer.y);
    return rect;
}

// As high as its lines need, in the middle; all of the area at XS.
static Rect place(const Dialog *dialog, Rect area)
{
    int width = layout_dialog_width(area.width);
    int inside = width - FRAME_COLUMNS;
    int rows = FRAME_ROWS + 1 + question_rows(dialog, inside) + NOTE_ROWS;
    for (size_t i = 0; i < dialog->line_count; i++)
        rows += line_rows(&dialog->lines[i], inside);
    if (layout_width(area.width) == LAYOUT_XS || rows > area.height)
        rows = area.height;
    return (Rect){area.x + (area.width - width) / 2, area.y + (area.height - rows) / 2, width,
                  rows};
}

void dialog_draw(const Dialog *dialog, Canvas *canvas, Rect area)
{
    Rect rect = place(dialog, area);
    canvas_fill(canvas, rect, STYLE_NORMAL);
    Rect inside = canvas_box(canvas, rect, STYLE_BORDER, dialog->title);
    int foot = question_rows(dialog, inside.width) + NOTE_ROWS;
    Rect note = draw_question(dialog, canvas, rect_cut_bottom(&inside, foot));
    draw_note(dialog, canvas, note, draw_lines(dialog, canvas, inside));
}
