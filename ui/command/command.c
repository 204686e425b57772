// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

// In the order of the key line and the help page.
const ScreenCommand *const screen_commands[] = {
    &command_help,         &command_palette,       &command_home,         &command_refresh,
    &command_actions,      &command_back,          &command_repaint,      &command_interrupt,
    &command_history,      &command_deposit,       &command_withdraw,     &command_transfer,
    &command_exchange_buy, &command_exchange_sell, &command_new_customer, &command_new_account,
    &command_receipt_copy, &command_lock,          &command_sign_out,     NULL,
};

// Before anybody is signed in there is nothing to find, to do or to go home to.
static bool command_needs_session(const ScreenCommand *command)
{
    return command != &command_help && command != &command_back && command != &command_repaint &&
           command != &command_interrupt;
}

bool command_is_allowed(const Desk *desk, const ScreenCommand *command)
{
    if (desk->session == NULL)
        return !command_needs_session(command);
    return command->operation == NULL || desk_may(desk, command->operation);
}

Step command_run(Desk *desk, const ScreenCommand *command)
{
    if (command->run != NULL)
        return command->run(desk);
    return desk_next(desk, desk_open_operation(desk, command->operation, desk_context(desk)));
}

static bool command_has_key(const ScreenCommand *command, Key key)
{
    return (command->key.name != KEY_NONE && key_equal(command->key, key)) ||
           (command->twin.name != KEY_NONE && key_equal(command->twin, key));
}

Step command_on_key(Desk *desk, Key key)
{
    for (size_t i = 0; screen_commands[i] != NULL; i++)
        if (command_has_key(screen_commands[i], key) &&
            command_is_allowed(desk, screen_commands[i]))
            return command_run(desk, screen_commands[i]);
    return STEP_PASS;
}

const ScreenCommand *command_for_operation(const char *operation)
{
    for (size_t i = 0; screen_commands[i] != NULL; i++)
        if (text_equal(screen_commands[i]->operation, operation))
            return screen_commands[i];
    return NULL;
}

static bool has_hint(const KeyHint *hints, size_t count, KeyName key)
{
    for (size_t i = 0; i < count; i++)
        if (hints[i].key == key)
            return true;
    return false;
}

size_t command_hints(const Desk *desk, KeyHint *hints, size_t count, size_t max)
{
    for (size_t i = 0; screen_commands[i] != NULL && count < max; i++) {
        const ScreenCommand *command = screen_commands[i];
        if (command->label == NULL || !command_is_allowed(desk, command))
            continue;
        if (!has_hint(hints, count, command->key.name))
            hints[count++] = (KeyHint){.key = command->key.name, .label = command->label};
    }
    return count;
}

static void add_key(Text *text, Key key)
{
    char name[KEY_TEXT_SIZE];
    if (key.name == KEY_NONE)
        return;
    if (text->length > 0)
        text_add(text, ", ");
    text_add(text, key_format(key, name));
}

void command_key_text(const ScreenCommand *command, Text *text)
{
    static const char *const twins[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "0", "-", "="};
    add_key(text, command->key);
    if (command->key.name >= KEY_F1 && command->key.name <= KEY_F12)
        text_add_format(text, ", Alt+%s", twins[command->key.name - KEY_F1]);
    add_key(text, command->twin);
}
