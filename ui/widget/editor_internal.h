// SPDX-License-Identifier: Apache-2.0
// editor_internal: what the files of the editor share; not for anyone else.
#ifndef WIDGET_EDITOR_INTERNAL_H
#define WIDGET_EDITOR_INTERNAL_H

#include "widget/editor.h"

typedef enum EditorRun { EDITOR_RUN_NONE, EDITOR_RUN_TYPING, EDITOR_RUN_DELETING } EditorRun;

// True if the mask lets the character in.
bool editor_mask_allows(const Editor *editor, Key key);
// Keys that mean something else under the mask: k, t, + and so on.  REACTION_IGNORED: an ordinary
// character.
Reaction editor_mask_key(Editor *editor, Key key);

// Remembers the text for undo, unless this key goes on with what the last one did.
void editor_remember(Editor *editor, EditorRun run);
// Puts length bytes in the place of those from start to end; the cursor goes behind them.  False,
// and no change, if it would get too long.
bool editor_replace(Editor *editor, size_t start, size_t end, const char *bytes, size_t length);

#endif
