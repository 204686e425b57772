// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_exchange_buy = {
    .name = "buy",
    .title = "Buy currency",
    .help = "Buys foreign currency from a customer.",
    .letter = 'b',
    .operation = "exchange.buy",
};
