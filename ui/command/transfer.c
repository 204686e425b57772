// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_transfer = {
    .name = "transfer",
    .title = "Transfer",
    .help = "Moves money to another account of the same currency.",
    .letter = 't',
    .operation = "payment.transfer",
};
