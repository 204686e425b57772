// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_new_account = {
    .name = "new account",
    .title = "Open account",
    .help = "Opens an account for a customer.",
    .letter = 'a',
    .operation = "account.open",
};
