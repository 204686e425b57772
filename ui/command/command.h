// SPDX-License-Identifier: Apache-2.0
/*
 * command: what a key does wherever it is pressed.
 *
 * A command is a name, a key and a verb, one const entry per file, and the table below is all of
 * them.  A screen has the first word on every key; what it passes comes here.  The key line, the
 * palette, the help page of all keys and the dispatcher read this one table.
 *
 * A command either opens an operation, with its fields filled in from the screen it was called on,
 * or runs a verb.
 */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "screen/screen.h"

typedef struct ScreenCommand {
    const char *name;        // "deposit"
    const char *title;       // "Cash deposit": in the palette
    const char *label;       // in the key line; NULL: not there
    const char *help;        // one sentence
    Key key;                 // KEY_NONE: only from the palette
    Key twin;                // a second key beside the Alt+digit one; KEY_NONE: none
    char letter;             // in the actions of a screen; 0: none
    const char *operation;   // opens this form …
    Step (*run)(Desk *desk); // … or else does this
} ScreenCommand;

extern const ScreenCommand *const screen_commands[]; // ends with NULL

// STEP_PASS: the key belongs to no command, or to one that the person may not use.
Step command_on_key(Desk *desk, Key key);
// Opens the operation or runs the verb.
Step command_run(Desk *desk, const ScreenCommand *command);
bool command_is_allowed(const Desk *desk, const ScreenCommand *command);
// The command that opens this operation; NULL: there is none.
const ScreenCommand *command_for_operation(const char *operation);
// Adds what the key line says about the commands to the screen's own hints, which win; returns how
// many there are then.
size_t command_hints(const Desk *desk, KeyHint *hints, size_t count, size_t max);
// "F9, Alt+9", for help pages.
void command_key_text(const ScreenCommand *command, Text *text);

extern const ScreenCommand command_help;
extern const ScreenCommand command_palette;
extern const ScreenCommand command_home;
extern const ScreenCommand command_refresh;
extern const ScreenCommand command_actions;
extern const ScreenCommand command_back;
extern const ScreenCommand command_repaint;
extern const ScreenCommand command_interrupt;
extern const ScreenCommand command_history;
extern const ScreenCommand command_lock;
extern const ScreenCommand command_sign_out;
extern const ScreenCommand command_deposit;
extern const ScreenCommand command_withdraw;
extern const ScreenCommand command_transfer;
extern const ScreenCommand command_exchange_buy;
extern const ScreenCommand command_exchange_sell;
extern const ScreenCommand command_new_customer;
extern const ScreenCommand command_new_account;
extern const ScreenCommand command_receipt_copy;

#endif
