// SPDX-License-Identifier: Apache-2.0
#include "command/command.h"

const ScreenCommand command_exchange_sell = {
    .name = "sell",
    .title = "Sell currency",
    .help = "Sells foreign currency to a customer.",
    .letter = 's',
    .operation = "exchange.sell",
};
