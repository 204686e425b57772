// SPDX-License-Identifier: Apache-2.0
/*
 * customer: the one door that a customer's personal fields pass on their way to a person.
 *
 * Every answer of the database goes through customer_reveal() before a screen or a script sees it.
 * The fields are named in one table, each with what makes it readable; whatever will be kept sealed
 * in the database is opened here and nowhere else.  The counterpart in the database is the view
 * pd.customer_person.  Used by src/app.
 */
#ifndef CUSTOMER_CUSTOMER_H
#define CUSTOMER_CUSTOMER_H

#include <stdbool.h>

#include "form/form.h"

// Whether a field or column of this name says something about a customer's person.
bool customer_is_personal(const char *name);

// Makes the personal fields of an answer readable, in place.
void customer_reveal(FormResult *result);

#endif
