// SPDX-License-Identifier: Apache-2.0
/*
 * screens: the kinds of screens there are, each made by one function here and written in a file of
 * its own.
 *
 * All are given to desk_next() or desk_restart(), which then own them.  Strings and values are
 * copied unless said otherwise.
 */
#ifndef SCREEN_SCREENS_H
#define SCREEN_SCREENS_H

#include "screen/screen.h"

// Name, password and code.  After it: home, or first the forms the session asks for.
MUST_CHECK Screen *sign_in_screen_new(Desk *desk, const char *user);
// The same on top of everything, for the one whose session has ended: what lies below is kept.
MUST_CHECK Screen *sign_in_again_screen_new(Desk *desk);
// Over everything too, while the session lives: the password opens it.
MUST_CHECK Screen *unlock_screen_new(Desk *desk);
bool screen_is_sign_in(const Screen *screen);

// A search box with the focus, and what the role has to do today.
MUST_CHECK Screen *home_screen_new(Desk *desk);
MUST_CHECK Screen *customer_screen_new(Desk *desk, const char *customer);
MUST_CHECK Screen *account_screen_new(Desk *desk, const char *account);

// Any operation, laid out from its form.
MUST_CHECK Screen *form_screen_new(Desk *desk, const Form *form, ScreenContext context);
// The rows of a list form, page by page.  Takes the values; page, if not NULL, are the first rows,
// taken as well.
MUST_CHECK Screen *list_screen_new(Desk *desk, const Form *form, FormValues *values,
                                   FormResult *page);
// Any one record: takes the result, or asks for it if that is NULL, with the values, taken too.
MUST_CHECK Screen *record_screen_new(Desk *desk, const Form *form, FormValues *values,
                                     FormResult *result);
MUST_CHECK Screen *record_screen_of_row(Desk *desk, const FormResult *rows, size_t row);
// A receipt by its number.
MUST_CHECK Screen *receipt_screen_new(Desk *desk, const char *receipt);
// The same when the answer at hand is the receipt itself (receipt.view, receipt.copy).
MUST_CHECK Screen *receipt_screen_of_result(Desk *desk, const FormResult *result);

// Everything the role may do, filtered by what is typed (palette), or what can be done here, by one
// letter (actions).
MUST_CHECK Screen *palette_screen_new(Desk *desk);
MUST_CHECK Screen *actions_screen_new(Desk *desk);

// Text to read, over the screen it is about.
MUST_CHECK Screen *text_screen_new(Desk *desk, const char *title, const char *text);
// Help: of the field, then of the screen, then all keys; F1 turns the page.
MUST_CHECK Screen *help_screen_new(Desk *desk);
// What became of a request that this terminal never saw the answer of; closing it forgets the
// request.
MUST_CHECK Screen *pending_screen_new(Desk *desk, const AppPending *pending,
                                      const FormResult *result);

// The screen that shows a row of a list: an account, a customer, a receipt, or the row itself as a
// record.
MUST_CHECK Screen *screen_for_row(Desk *desk, const FormResult *rows, size_t row);

#endif
