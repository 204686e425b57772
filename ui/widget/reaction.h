// SPDX-License-Identifier: Apache-2.0
/*
 * reaction: what a widget did with a key, and what it wants from the one who owns it.
 *
 * Flags, since one key may change a value and also leave the field.  REACTION_IGNORED is 0: the key
 * was not the widget's, and the screen may use it.
 */
#ifndef WIDGET_REACTION_H
#define WIDGET_REACTION_H

typedef unsigned Reaction;

enum {
    REACTION_IGNORED = 0,
    REACTION_HANDLED = 1 << 0,   // taken; set with all that follow
    REACTION_CHANGED = 1 << 1,   // the value changed
    REACTION_MOVED = 1 << 2,     // the focus or the selection moved
    REACTION_NEXT = 1 << 3,      // leave to the next field
    REACTION_PREVIOUS = 1 << 4,  // leave to the one before
    REACTION_LEFT = 1 << 5,      // a field of a fieldset was left: check it
    REACTION_ACCEPT = 1 << 6,    // chosen, confirmed, pressed
    REACTION_CANCEL = 1 << 7,    // closed without
    REACTION_LOOKUP = 1 << 8,    // F4: show the list of values
    REACTION_DUPLICATE = 1 << 9, // Ctrl+D: put in the last value of this field
    REACTION_MORE = 1 << 10,     // the end of the loaded rows is near: load the next page
    REACTION_REJECTED = 1 << 11, // a key that means nothing here: ring the bell
    REACTION_DISCARD = 1 << 12,  // throw away what was typed ahead
};

#endif
