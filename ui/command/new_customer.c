// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_new_customer = {
    .name = "new customer",
    .title = "New customer",
    .help = "Registers a person or a business.",
    .letter = 'c',
    .operation = "customer.open",
};
