// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_withdraw = {
    .name = "withdraw",
    .title = "Cash withdrawal",
    .help = "Pays cash out of your drawer and debits the account.",
    .letter = 'w',
    .operation = "cash.withdraw",
};
