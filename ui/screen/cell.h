// SPDX-License-Identifier: Apache-2.0
/*
 * cell: one value of an answer as a person at the screen reads it.
 *
 * As form_result_cell() writes it, but a column named "operation" says the title of that form,
 * "Cash deposit"; the dotted name is for the command line and for scripts.
 */
#ifndef SCREEN_CELL_H
#define SCREEN_CELL_H

#include "base/text.h"
#include "form/form.h"

void cell_add(const Forms *forms, const FormResult *result, size_t row, size_t column, Text *cell);
// The title of an operation; the name itself where there is no such form.
const char *cell_operation(const Forms *forms, const char *operation);

#endif
