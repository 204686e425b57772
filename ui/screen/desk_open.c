// SPDX-License-Identifier: Apache-2.0
// From an operation's name to the screen that serves it.
#include "screen/desk_internal.h"
#include "screen/screens.h"

static const char *context_value(ScreenContext context, FormTypeCode type)
{
    switch ((int)type) {
    case FORM_TYPE_ACCOUNT:
        return context.account;
    case FORM_TYPE_CUSTOMER:
        return context.customer;
    case FORM_TYPE_RECEIPT:
        return context.receipt;
    default:
        return NULL;
    }
}

const char *desk_fill(const Form *form, const FormField *field, ScreenContext context)
{
    for (const FormField *earlier = form->fields; earlier < field; earlier++)
        if (earlier->type->code == field->type->code && !earlier->is_hidden)
            return NULL;
    return field->is_hidden ? NULL : context_value(context, field->type->code);
}

// What a read or a list has to be asked before it can be shown.
static bool form_asks_nothing(const Form *form, ScreenContext context)
{
    for (size_t i = 0; i < form->field_count; i++) {
        const FormField *field = &form->fields[i];
        if (!field->is_hidden && (!field->is_required || desk_fill(form, field, context) == NULL))
            return false;
    }
    return form->kind != FORM_CHANGE;
}

Screen *desk_show_operation(Desk *desk, const Form *form, FormValues *values)
{
    const char *account = form_values_get(values, "account");
    const char *customer = form_values_get(values, "customer");
    const char *receipt = form_values_get(values, "receipt");
    Screen *screen = NULL;
    if (text_equal(form->operation, "account.view") && account != NULL)
        screen = account_screen_new(desk, account);
    else if (text_equal(form->operation, "customer.view") && customer != NULL)
        screen = customer_screen_new(desk, customer);
    else if (text_equal(form->operation, "receipt.view") && receipt != NULL)
        screen = receipt_screen_new(desk, receipt);
    if (screen != NULL) {
        form_values_free(values);
        return screen;
    }
    return form->kind == FORM_LIST ? list_screen_new(desk, form, values, NULL)
                                   : record_screen_new(desk, form, values, NULL);
}

Screen *desk_open_operation(Desk *desk, const char *operation, ScreenContext context)
{
    const Form *form = forms_find(desk->forms, operation);
    if (!form_asks_nothing(form, context))
        return form_screen_new(desk, form, context);
    FormValues *values = form_values_new();
    for (size_t i = 0; i < form->field_count; i++)
        form_values_set(values, form->fields[i].name, desk_fill(form, &form->fields[i], context));
    return desk_show_operation(desk, form, values);
}
