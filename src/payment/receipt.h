// SPDX-License-Identifier: Apache-2.0
/*
 * receipt: the slip for a posting, as lines of text.
 *
 * The database says what is on it (api.receipt_view, api.receipt_copy), with the customers' names
 * masked; this room only lays it out, for the screen, for a file and for the 40 columns of a
 * receipt printer.  All text is cleaned once more on the way out, since a printer obeys control
 * characters as a terminal does.
 */
#ifndef PAYMENT_RECEIPT_H
#define PAYMENT_RECEIPT_H

#include <stdbool.h>

#include "base/auto.h"
#include "base/error.h"
#include "base/text.h"

enum { RECEIPT_WIDTH = 40, RECEIPT_WIDTH_MIN = 24, RECEIPT_WIDTH_MAX = 120 };

// Adds the slip to the text, every line at most so many columns wide.  A copy is marked and
// numbered. ERROR_INTERNAL: the answer is not a receipt.
MUST_CHECK bool receipt_render(const char *json, int width, Text *ret_text, Error *err);

// Writes the slip to a new file, never over an old one: <receipt>.txt or <receipt>-copy-N.txt in
// $PAYDESK_RECEIPTS, else
// ~/paydesk-receipts.  The caller frees the path.  ERROR_CONFLICT: there is one already.
MUST_CHECK bool receipt_save(const char *json, char **ret_path, Error *err);

#endif
