// SPDX-License-Identifier: Apache-2.0
/*
 * key: one key press, whatever terminal it came from.
 *
 * Made by ui/terminal's decoder or, in tests, from names with key_parse().  The Alt+digit twins of
 * the function keys (Alt+1 … Alt+9, Alt+0, Alt+-, Alt+= for F1 … F12) arrive as the function key.
 */
#ifndef CANVAS_KEY_H
#define CANVAS_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// X(enum, name).  KEY_CHARACTER has no name: its character is its name.
#define KEY_TABLE(X)                                                                               \
    X(KEY_ENTER, "Enter")                                                                          \
    X(KEY_TAB, "Tab")                                                                              \
    X(KEY_BACKTAB, "BackTab")                                                                      \
    X(KEY_ESCAPE, "Esc")                                                                           \
    X(KEY_BACKSPACE, "Backspace")                                                                  \
    X(KEY_DELETE, "Delete")                                                                        \
    X(KEY_INSERT, "Insert")                                                                        \
    X(KEY_UP, "Up")                                                                                \
    X(KEY_DOWN, "Down")                                                                            \
    X(KEY_LEFT, "Left")                                                                            \
    X(KEY_RIGHT, "Right")                                                                          \
    X(KEY_HOME, "Home")                                                                            \
    X(KEY_END, "End")                                                                              \
    X(KEY_PAGE_UP, "PageUp")                                                                       \
    X(KEY_PAGE_DOWN, "PageDown")                                                                   \
    X(KEY_F1, "F1")                                                                                \
    X(KEY_F2, "F2")                                                                                \
    X(KEY_F3, "F3")                                                                                \
    X(KEY_F4, "F4")                                                                                \
    X(KEY_F5, "F5")                                                                                \
    X(KEY_F6, "F6")                                                                                \
    X(KEY_F7, "F7")                                                                                \
    X(KEY_F8, "F8")                                                                                \
    X(KEY_F9, "F9")                                                                                \
    X(KEY_F10, "F10")                                                                              \
    X(KEY_F11, "F11")                                                                              \
    X(KEY_F12, "F12")                                                                              \
    X(KEY_PASTE_BEGIN, "PasteBegin")                                                               \
    X(KEY_PASTE_END, "PasteEnd")

typedef enum KeyName {
    KEY_NONE,
    KEY_CHARACTER,
#define KEY_ENUM(name, text) name,
    KEY_TABLE(KEY_ENUM)
#undef KEY_ENUM
        KEY_NAME_COUNT
} KeyName;

typedef struct Key {
    KeyName name;
    uint32_t point; // of KEY_CHARACTER; with Ctrl the small letter: Ctrl+U is 'u'
    bool is_alt;
    bool is_ctrl;
    bool is_shift;  // only where the terminal says so; never for characters
    bool is_pasted; // between KEY_PASTE_BEGIN and KEY_PASTE_END, which have it too
} Key;

enum { KEY_TEXT_SIZE = 32, KEY_BYTES_SIZE = 5 };

Key key_named(KeyName name);
Key key_character(uint32_t point);
Key key_ctrl(char letter);
Key key_alt(uint32_t point);

bool key_equal(Key left, Key right);
// True if it is that named key with neither Alt nor Ctrl.
bool key_is(Key key, KeyName name);
// True if it is that character, typed or pasted, with neither Alt nor Ctrl.
bool key_is_character(Key key, uint32_t point);
// True if it is any character that writes itself: no Alt, no Ctrl.
bool key_is_text(Key key);
bool key_is_ctrl(Key key, char letter);
// Esc or F12: one step back.
bool key_is_back(Key key);

// The character's UTF-8 bytes, NUL-terminated; returns their number, 0 for a named key.
size_t key_bytes(Key key, char ret_bytes[KEY_BYTES_SIZE]);

// "F9", "Ctrl+U", "Alt+x", "Shift+Tab" is "BackTab", "Space", "a"; returns ret_text.
const char *key_format(Key key, char ret_text[KEY_TEXT_SIZE]);
// Reads what key_format() writes, any case for names.  False if it is not a key.
bool key_parse(const char *text, Key *ret_key);

#endif
