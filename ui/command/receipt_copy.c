// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_receipt_copy = {
    .name = "receipt copy",
    .title = "Receipt copy",
    .help = "Prints a receipt again, marked COPY and numbered.",
    .letter = 'r',
    .operation = "receipt.copy",
};
