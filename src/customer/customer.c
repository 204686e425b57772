// SPDX-License-Identifier: Apache-2.0
#include "customer/customer.h"

#include <string.h>

typedef void Reveal(const char *kept, Text *readable);

// Kept as digits, so that it is found however it was typed.
static void reveal_phone(const char *kept, Text *readable)
{
    if (kept[0] != '\0' && kept[strspn(kept, "0123456789")] == '\0')
        text_add_char(readable, '+');
    text_add(readable, kept);
}

static const struct {
    const char *name;
    Reveal *reveal; // NULL: readable as it is kept
} fields[] = {
    {"given_name", NULL},
    {"family_name", NULL},
    {"business_name", NULL},
    {"born", NULL},
    {"phone", reveal_phone},
    {"email", NULL},
    {"street", NULL},
    {"city", NULL},
    {"postcode", NULL},
    {"country", NULL},
    {"document_type", NULL},
    {"document_number", NULL},
    {"document_country", NULL},
    {"document_expires", NULL},
    {"consent_marketing", NULL},
};

bool customer_is_personal(const char *name)
{
    for (size_t i = 0; i < COUNT_OF(fields); i++)
        if (text_equal(fields[i].name, name))
            return true;
    return false;
}

static void reveal_cell(FormResult *result, size_t row, const char *name, Reveal *reveal)
{
    AUTO(text_done) Text readable = TEXT_EMPTY;
    const char *kept = form_result_get(result, row, name);
    if (kept == NULL)
        return;
    reveal(kept, &readable);
    form_result_set(result, row, name, text_string(&readable));
}

void customer_reveal(FormResult *result)
{
    for (size_t row = 0; row < form_result_rows(result); row++)
        for (size_t i = 0; i < COUNT_OF(fields); i++)
            if (fields[i].reveal != NULL)
                reveal_cell(result, row, fields[i].name, fields[i].reveal);
}
