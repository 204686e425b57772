// SPDX-License-Identifier: Apache-2.0
/*
 * keybar: the last line, which says what the keys do.
 *
 * Hand in all hints in the order of the keys; what does not fit is dropped by rank, and F1 never.
 * At XS only F1, F2, F9 and F12 are left; from XL on the Alt twins are shown as well.
 */
#ifndef WIDGET_KEYBAR_H
#define WIDGET_KEYBAR_H

#include <stddef.h>

#include "canvas/canvas.h"
#include "canvas/key.h"

typedef struct KeyHint {
    KeyName key;      // KEY_CHARACTER: see text
    int rank;         // 0 by the key (F1, F12, F9, F2, F3, F4 … first), else 1 (keep) to 9 (drop)
    const char *text; // the key's name if it is not key's own: "Ctrl+U", "/"; else NULL
    const char *label; // one or two words: "Help", "Post"
} KeyHint;

void keybar_draw(const KeyHint *hints, size_t count, Canvas *canvas, Rect rect);

#endif
