// SPDX-License-Identifier: Apache-2.0
#include "screen/cell.h"

void cell_add(const Forms *forms, const FormResult *result, size_t row, size_t column, Text *cell)
{
    const char *name = form_result_column(result, column)->name;
    const char *value = form_result_get(result, row, name);
    bool is_operation = text_equal(name, "operation") && value != NULL;
    if (is_operation && forms_find(forms, value) != NULL)
        text_add(cell, cell_operation(forms, value));
    else
        form_result_cell(result, row, column, cell);
}

const char *cell_operation(const Forms *forms, const char *operation)
{
    const Form *form = forms_find(forms, operation);
    return form == NULL ? operation : form->title;
}
