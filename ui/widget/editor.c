// SPDX-License-Identifier: Apache-2.0
#include "widget/editor.h"

#include "base/memory.h"
#include "base/text.h"
#include "base/utf8.h"
#include "widget/editor_internal.h"

void editor_init(Editor *editor, EditorMask mask, size_t max_characters)
{
    if (max_characters > EDITOR_MAX_CHARACTERS)
        max_characters = EDITOR_MAX_CHARACTERS;
    *editor = (Editor){
        .mask = mask,
        .max_characters = max_characters,
        .capacity = 4 * max_characters + 1, // never grows, so a secret is never left behind
        .today = {.year = 1970, .month = 1, .day = 1},
        .forbids_copy = mask == EDITOR_SECRET,
    };
    editor->text = memory_new(editor->capacity, 1);
}

static void forget_undo(Editor *editor)
{
    for (size_t i = 0; i < editor->undo_count; i++)
        free(editor->undo[i].text);
    editor->undo_count = 0;
    editor->run = EDITOR_RUN_NONE;
}

void editor_done(Editor *editor)
{
    if (editor->text == NULL)
        return;
    editor_clear(editor);
    free(editor->text);
    editor->text = NULL;
}

void editor_clear(Editor *editor)
{
    forget_undo(editor);
    explicit_bzero(editor->text, editor->capacity);
    editor->length = 0;
    editor->cursor = 0;
    editor->note = NULL;
    editor->is_selected = false;
    editor->is_pasting = false;
    editor->paste_failed = false;
}

bool editor_is_empty(const Editor *editor)
{
    return editor->length == 0;
}

void editor_select(Editor *editor)
{
    editor->is_selected = editor->length > 0 && editor->mask != EDITOR_SECRET;
    editor->cursor = editor->length;
    editor->run = EDITOR_RUN_NONE;
}

void editor_remember(Editor *editor, EditorRun run)
{
    bool goes_on = run != EDITOR_RUN_NONE && editor->run == (int)run;
    editor->run = run;
    if (goes_on || editor->mask == EDITOR_SECRET)
        return;
    if (editor->undo_count == EDITOR_UNDO_STEPS) {
        free(editor->undo[0].text);
        editor->undo_count--;
        memmove(editor->undo, editor->undo + 1, editor->undo_count * sizeof editor->undo[0]);
    }
    editor->undo[editor->undo_count++] =
        (EditorStep){.text = text_copy(editor->text), .cursor = editor->cursor};
}

static bool undo(Editor *editor)
{
    if (editor->undo_count == 0)
        return false;
    EditorStep step = editor->undo[--editor->undo_count];
    editor->length = strlen(step.text);
    memcpy(editor->text, step.text, editor->length + 1);
    editor->cursor = step.cursor;
    editor->run = EDITOR_RUN_NONE;
    free(step.text);
    return true;
}

bool editor_replace(Editor *editor, size_t start, size_t end, const char *bytes, size_t length)
{
    AUTO_FREE char *added = text_copy_bytes(bytes, length);
    size_t characters = utf8_count_characters(editor->text) + utf8_count_characters(added);
    size_t tail = editor->length - end;
    if (end > start) {
        AUTO_FREE char *removed = text_copy_bytes(editor->text + start, end - start);
        characters -= utf8_count_characters(removed);
        explicit_bzero(removed, end - start);
    }
    explicit_bzero(added, length);
    if (characters > editor->max_characters || start + length + tail >= editor->capacity)
        return false;
    memmove(editor->text + start + length, editor->text + end, tail);
    memcpy(editor->text + start, bytes, length);
    size_t new_length = start + length + tail;
    if (new_length < editor->length)
        explicit_bzero(editor->text + new_length, editor->length - new_length);
    editor->length = new_length;
    editor->text[new_length] = '\0';
    editor->cursor = start + length;
    return true;
}

static size_t after(const Editor *editor, size_t offset)
{
    const char *at = editor->text + offset;
    Utf8Cluster cluster;
    utf8_next_cluster(&at, &cluster);
    return (size_t)(at - editor->text);
}

static size_t before(const Editor *editor, size_t offset)
{
    return utf8_previous_cluster(editor->text, offset);
}

// What was put in may have joined with what stood there: the cursor goes behind the whole
// character.
static void settle_cursor(Editor *editor)
{
    size_t at = 0;
    while (at < editor->cursor)
        at = after(editor, at);
    editor->cursor = at;
}

// Composes letters and accents typed one after the other.  A secret is left as it was typed: copies
// of it would stay behind in memory.
static void compose(Editor *editor)
{
    if (editor->mask == EDITOR_SECRET)
        return;
    AUTO_FREE char *left = text_copy_bytes(editor->text, editor->cursor);
    AUTO_FREE char *new_left = NULL;
    AUTO_FREE char *new_text = NULL;
    if (!utf8_normalise(left, &new_left, NULL) || !utf8_normalise(editor->text, &new_text, NULL))
        return;
    size_t length = strlen(new_text);
    if (length >= editor->capacity)
        return;
    memcpy(editor->text, new_text, length + 1);
    editor->length = length;
    editor->cursor = strlen(new_left) < length ? strlen(new_left) : length;
}

void editor_set(Editor *editor, const char *text)
{
    editor_remember(editor, EDITOR_RUN_NONE);
    editor->length = 0;
    editor->cursor = 0;
    editor->is_selected = false;
    explicit_bzero(editor->text, editor->capacity);
    const char *at = text == NULL ? "" : text;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&at, &cluster)) {
        AUTO_FREE char *piece = text_copy_bytes(cluster.bytes, cluster.length);
        bool is_clean = utf8_clean_check(piece, NULL) == UTF8_CLEAN;
        bool fits = !is_clean ||
                    editor_replace(editor, editor->length, editor->length, piece, cluster.length);
        explicit_bzero(piece, cluster.length);
        if (!fits)
            break;
    }
}

static Reaction reject(Editor *editor, const char *note)
{
    editor->note = note;
    return REACTION_HANDLED | REACTION_REJECTED;
}

// What goes in takes the place of the selected text; the undo step is remembered before.
static void remove_selected(Editor *editor)
{
    if (editor->is_selected)
        editor_replace(editor, 0, editor->length, "", 0);
    editor->is_selected = false;
}

static Reaction insert(Editor *editor, Key key)
{
    char bytes[KEY_BYTES_SIZE];
    size_t length = key_bytes(key, bytes);
    if (length == 0 || utf8_clean_check(bytes, NULL) != UTF8_CLEAN)
        return reject(editor, "That character cannot be entered.");
    if (!editor_mask_allows(editor, key))
        return reject(editor, "That character does not belong in this field.");
    if (!editor->is_selected && utf8_count_characters(editor->text) >= editor->max_characters)
        return reject(editor, "The field is full.");
    editor_remember(editor, EDITOR_RUN_TYPING);
    remove_selected(editor);
    editor_replace(editor, editor->cursor, editor->cursor, bytes, length);
    if (key.point >= 0x300)
        compose(editor);
    settle_cursor(editor);
    bool is_full = utf8_count_characters(editor->text) >= editor->max_characters;
    return REACTION_HANDLED | REACTION_CHANGED |
           (editor->leaves_full && is_full ? (Reaction)REACTION_NEXT : 0U);
}

static Reaction remove_range(Editor *editor, size_t start, size_t end, EditorRun run)
{
    if (start == end)
        return REACTION_HANDLED | REACTION_REJECTED;
    editor_remember(editor, run);
    editor_replace(editor, start, end, "", 0);
    settle_cursor(editor);
    return REACTION_HANDLED | REACTION_CHANGED;
}

static Reaction move(Editor *editor, size_t offset)
{
    editor->cursor = offset;
    editor->run = EDITOR_RUN_NONE;
    return REACTION_HANDLED;
}

static size_t word_left(const Editor *editor)
{
    size_t at = editor->cursor;
    while (at > 0 && editor->text[before(editor, at)] == ' ')
        at = before(editor, at);
    while (at > 0 && editor->text[before(editor, at)] != ' ')
        at = before(editor, at);
    return at;
}

static size_t word_right(const Editor *editor)
{
    size_t at = editor->cursor;
    while (at < editor->length && editor->text[at] != ' ')
        at = after(editor, at);
    while (at < editor->length && editor->text[at] == ' ')
        at = after(editor, at);
    return at;
}

static Reaction begin_paste(Editor *editor)
{
    editor->is_pasting = true;
    editor->paste_failed = editor->forbids_paste;
    editor->note = editor->paste_failed ? "Nothing can be pasted here." : NULL;
    editor->run = EDITOR_RUN_NONE;
    if (!editor->paste_failed) {
        editor_remember(editor, EDITOR_RUN_NONE);
        remove_selected(editor);
    }
    editor->paste_start = editor->cursor;
    return REACTION_HANDLED | (editor->paste_failed ? (Reaction)REACTION_REJECTED : 0U);
}

static Reaction take_paste_back(Editor *editor, const char *note)
{
    editor_replace(editor, editor->paste_start, editor->cursor, "", 0);
    if (editor->mask != EDITOR_SECRET)
        undo(editor);
    editor->paste_failed = true;
    editor->note = note;
    return REACTION_HANDLED | REACTION_CHANGED | REACTION_REJECTED;
}

// A paste is taken whole or not at all: half of an amount is another amount.
static Reaction paste(Editor *editor, Key key)
{
    char bytes[KEY_BYTES_SIZE];
    size_t length = key_bytes(key, bytes);
    if (editor->paste_failed || (editor->mask == EDITOR_DIGITS && key.point == ' '))
        return REACTION_HANDLED;
    if (length == 0 || utf8_clean_check(bytes, NULL) != UTF8_CLEAN ||
        !editor_mask_allows(editor, key))
        return take_paste_back(editor, "Not pasted: it has characters that do not belong here.");
    if (!editor_replace(editor, editor->cursor, editor->cursor, bytes, length))
        return take_paste_back(editor, "Not pasted: it is too long for this field.");
    return REACTION_HANDLED | REACTION_CHANGED;
}

static Reaction end_paste(Editor *editor)
{
    editor->is_pasting = false;
    if (editor->paste_failed)
        return REACTION_HANDLED;
    compose(editor);
    settle_cursor(editor);
    editor->note = "Pasted.";
    return REACTION_HANDLED | REACTION_CHANGED;
}

static Reaction on_pasted(Editor *editor, Key key)
{
    if (key.name == KEY_PASTE_BEGIN)
        return begin_paste(editor);
    if (key.name == KEY_PASTE_END)
        return editor->is_pasting ? end_paste(editor) : (Reaction)REACTION_HANDLED;
    return editor->is_pasting ? paste(editor, key) : (Reaction)REACTION_HANDLED;
}

static Reaction on_ctrl(Editor *editor, Key key)
{
    if (key_is_ctrl(key, 'u'))
        return remove_range(editor, 0, editor->length, EDITOR_RUN_NONE);
    if (key_is_ctrl(key, 'w'))
        return remove_range(editor, word_left(editor), editor->cursor, EDITOR_RUN_NONE);
    if (key_is_ctrl(key, 'z'))
        return undo(editor) ? REACTION_HANDLED | REACTION_CHANGED
                            : reject(editor, "There is nothing to undo in this field.");
    if (key_is_ctrl(key, 'd'))
        return editor->forbids_copy ? reject(editor, "This field is typed anew every time.")
                                    : (Reaction)(REACTION_HANDLED | REACTION_DUPLICATE);
    if (key.name == KEY_LEFT)
        return move(editor, word_left(editor));
    if (key.name == KEY_RIGHT)
        return move(editor, word_right(editor));
    return REACTION_IGNORED;
}

// Keys that only move, or leave the field.
static Reaction on_moving(Editor *editor, KeyName name)
{
    static const struct {
        KeyName key;
        Reaction reaction;
    } leaving[] = {
        {KEY_ENTER, REACTION_NEXT},
        {KEY_TAB, REACTION_NEXT},
        {KEY_BACKTAB, REACTION_PREVIOUS},
        {KEY_F4, REACTION_LOOKUP},
    };
    for (size_t i = 0; i < COUNT_OF(leaving); i++) {
        if (name == leaving[i].key)
            return REACTION_HANDLED | leaving[i].reaction;
    }
    if (name == KEY_LEFT)
        return move(editor, before(editor, editor->cursor));
    if (name == KEY_RIGHT)
        return move(editor, after(editor, editor->cursor));
    if (name == KEY_HOME)
        return move(editor, 0);
    if (name == KEY_END)
        return move(editor, editor->length);
    return REACTION_IGNORED;
}

// Any key but a character.
static Reaction on_editing(Editor *editor, Key key)
{
    if (key.is_ctrl)
        return on_ctrl(editor, key);
    if (key.name == KEY_BACKSPACE)
        return remove_range(editor, before(editor, editor->cursor), editor->cursor,
                            EDITOR_RUN_DELETING);
    if (key.name == KEY_DELETE)
        return remove_range(editor, editor->cursor, after(editor, editor->cursor),
                            EDITOR_RUN_DELETING);
    return on_moving(editor, key.name);
}

Reaction editor_on_key(Editor *editor, Key key)
{
    if (key.is_pasted)
        return on_pasted(editor, key);
    editor->note = NULL;
    editor->is_pasting = false;
    if (key.is_alt)
        return REACTION_IGNORED;
    if (key.name == KEY_CHARACTER && !key.is_ctrl) {
        Reaction special = editor_mask_key(editor, key);
        if (special == REACTION_IGNORED)
            return insert(editor, key);
        editor->is_selected = false;
        return special;
    }
    Reaction reaction = on_editing(editor, key);
    if (reaction != REACTION_IGNORED)
        editor->is_selected = false;
    return reaction;
}
