// SPDX-License-Identifier: Apache-2.0
// What each mask lets in, and the keys that save a teller typing.
#include "base/date.h"
#include "base/text.h"
#include "widget/editor_internal.h"

static bool is_digit(uint32_t point)
{
    return point >= '0' && point <= '9';
}

static bool is_one_of(uint32_t point, const char *set)
{
    return point > 0 && point < 0x80 && strchr(set, (int)point) != NULL;
}

bool editor_mask_allows(const Editor *editor, Key key)
{
    uint32_t point = key.point;
    bool is_sign = point == '-' && editor->allows_minus && editor->cursor == 0;
    switch (editor->mask) {
    case EDITOR_DIGITS:
        return is_digit(point) || is_sign;
    case EDITOR_MONEY:
        return is_digit(point) || is_one_of(point, ".,' ") || (point >= 'A' && point <= 'Z') ||
               is_sign;
    case EDITOR_DATE:
        return is_digit(point) || is_one_of(point, "-.");
    case EDITOR_ANY:
    case EDITOR_SECRET:
        return true;
    }
    return false;
}

static Reaction replace_all(Editor *editor, const char *text)
{
    editor_remember(editor, EDITOR_RUN_NONE);
    if (!editor_replace(editor, 0, editor->length, text, strlen(text))) {
        editor->note = "That is too long for the field.";
        return REACTION_HANDLED | REACTION_REJECTED;
    }
    return REACTION_HANDLED | REACTION_CHANGED;
}

static Reaction toggle_minus(Editor *editor)
{
    bool has_minus = editor->text[0] == '-';
    size_t cursor = editor->cursor;
    editor_remember(editor, EDITOR_RUN_NONE);
    if (!editor_replace(editor, 0, has_minus ? 1 : 0, "-", has_minus ? 0 : 1))
        return REACTION_HANDLED | REACTION_REJECTED;
    editor->cursor = has_minus ? (cursor > 0 ? cursor - 1 : 0) : cursor + 1;
    return REACTION_HANDLED | REACTION_CHANGED;
}

// 5k is 5000 and 1.25m is 1250000: the point moves to the right, exactly, and at once, so that the
// teller sees what it means before leaving the field.
static Reaction multiply(Editor *editor, size_t zeros)
{
    const char *number = editor->text + (editor->text[0] == '-' ? 1 : 0);
    size_t whole = strspn(number, "0123456789");
    const char *rest = number + whole;
    const char *decimals = is_one_of((unsigned char)*rest, ".,") ? rest + 1 : rest;
    size_t decimal_count = strspn(decimals, "0123456789");
    if (whole == 0 || decimals[decimal_count] != '\0') {
        editor->note = "k and m multiply a plain number.";
        return REACTION_HANDLED | REACTION_REJECTED;
    }
    size_t moved = decimal_count < zeros ? decimal_count : zeros;
    AUTO(text_done) Text result = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    text_add_bytes(&result, number, whole);
    text_add_bytes(&result, decimals, moved);
    text_add_repeat(&result, '0', zeros - moved);
    if (decimal_count > moved) {
        text_add_bytes(&result, rest, 1);
        text_add(&result, decimals + moved);
    }
    const char *plain = text_string(&result);
    while (plain[0] == '0' && is_digit((unsigned char)plain[1]))
        plain++;
    AUTO_FREE char *text = text_format("%s%s", number > editor->text ? "-" : "", plain);
    return replace_all(editor, text);
}

static Reaction step_date(Editor *editor, int days)
{
    Date date = editor->today;
    Date stepped;
    char text[DATE_TEXT_SIZE];
    if (!editor_is_empty(editor) && !date_parse(editor->text, &date, NULL))
        return REACTION_IGNORED;
    if (!date_add_days(date, days, &stepped, NULL))
        return REACTION_HANDLED | REACTION_REJECTED;
    return replace_all(editor, date_format(stepped, text));
}

static Reaction date_key(Editor *editor, uint32_t point)
{
    if (point == 't' || point == 'T') {
        char text[DATE_TEXT_SIZE];
        return replace_all(editor, date_format(editor->today, text));
    }
    if (point == '+')
        return step_date(editor, 1);
    return point == '-' ? step_date(editor, -1) : REACTION_IGNORED;
}

static Reaction number_key(Editor *editor, uint32_t point)
{
    if (point == '+')
        return REACTION_HANDLED | REACTION_NEXT; // field exit on the keypad
    if (point == '-' && editor->allows_minus)
        return toggle_minus(editor);
    if (editor->mask != EDITOR_MONEY)
        return REACTION_IGNORED;
    if (point == 'k')
        return multiply(editor, 3);
    return point == 'm' ? multiply(editor, 6) : REACTION_IGNORED;
}

Reaction editor_mask_key(Editor *editor, Key key)
{
    switch (editor->mask) {
    case EDITOR_DIGITS:
    case EDITOR_MONEY:
        return number_key(editor, key.point);
    case EDITOR_DATE:
        return date_key(editor, key.point);
    case EDITOR_ANY:
    case EDITOR_SECRET:
        return REACTION_IGNORED;
    }
    return REACTION_IGNORED;
}
