// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_deposit = {
    .name = "deposit",
    .title = "Cash deposit",
    .help = "Takes cash into your drawer and credits the account.",
    .letter = 'd',
    .operation = "cash.deposit",
};
