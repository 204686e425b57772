// SPDX-License-Identifier: Apache-2.0
//
// The same definition as a page: for `paydesk help`, and as Markdown for docs/forms.
#include <string.h>

#include "base/utf8.h"
#include "form/form_internal.h"

static const FormField *longest_field(const Form *form)
{
    const FormField *longest = NULL;
    for (size_t i = 0; i < form->field_count; i++)
        if (longest == NULL || strlen(form->fields[i].name) > strlen(longest->name))
            longest = &form->fields[i];
    return longest;
}

static void add_choices(const FormField *field, const char *quote, Text *text)
{
    for (size_t i = 0; i < field->choice_count; i++)
        text_add_format(text, "%s%s%s%s", i == 0 ? "" : ", ", quote, field->choices[i], quote);
}

static void add_words(const char *const *words, size_t count, Text *text)
{
    for (size_t i = 0; i < count; i++)
        text_add_format(text, "%s%s", i == 0 ? "" : ", ", words[i]);
}

static void add_quoted(const char *value, Text *text)
{
    bool is_plain = value[0] != '\0';
    for (const char *c = value; *c != '\0'; c++)
        if (strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:+@/", *c) ==
            NULL)
            is_plain = false;
    if (is_plain) {
        text_add(text, value);
        return;
    }
    text_add_char(text, '\'');
    for (const char *c = value; *c != '\0'; c++)
        if (*c == '\'')
            text_add(text, "'\\''");
        else
            text_add_char(text, *c);
    text_add_char(text, '\'');
}

// A secret is asked for at the prompt, so it has no place on the line.
static void add_command(const Form *form, Text *text)
{
    text_add_format(text, "paydesk do %s", form->operation);
    for (size_t i = 0; i < form->field_count; i++) {
        const FormField *field = &form->fields[i];
        if (field->example == NULL || !field->is_required)
            continue;
        text_add_format(text, " %s=", field->name);
        add_quoted(field->example, text);
    }
    text_add_char(text, '\n');
}

static const char *need(const FormField *field)
{
    if (field->is_hidden)
        return "for scripts";
    return field->is_required ? "required" : "optional";
}

static void print_field_help(const FormField *field, int width, Text *text)
{
    text_add(text, "  ");
    utf8_add_column(text, field->name, width, UTF8_LEFT);
    text_add_format(text, "  %s (%s, %s", field->label, field->type->name, need(field));
    if (field->choice_count > 0) {
        text_add(text, ": ");
        add_choices(field, "", text);
    }
    text_add(text, ")\n");
    text_add_repeat(text, ' ', (size_t)width + 4);
    text_add_format(text, "%s\n", field->help);
}

void form_print_help(const Form *form, Text *text)
{
    text_add_format(text, "%s: %s\n%s\n", form->operation, form->title, form->summary);
    text_add(text, "For: ");
    add_words(form->roles, form->role_count, text);
    text_add(text, "\n");
    if (form->field_count > 0)
        text_add(text, "\nFields:\n");
    for (size_t i = 0; i < form->field_count; i++)
        print_field_help(&form->fields[i], (int)strlen(longest_field(form)->name), text);
    text_add(text, "\nExample:\n  ");
    add_command(form, text);
}

// Markdown

static void print_field_row(const FormField *field, Text *text)
{
    text_add_format(text, "| `%s` | %s | %s | %s | %s", field->name, field->label,
                    field->type->name, need(field), field->help);
    if (field->choice_count > 0) {
        text_add(text, " One of ");
        add_choices(field, "`", text);
        text_add(text, ".");
    }
    text_add(text, " |");
    if (field->example != NULL)
        text_add_format(text, " `%s`", field->example);
    text_add(text, " |\n");
}

static void print_columns(const char *title, const FormColumn *columns, size_t count, Text *text)
{
    if (count == 0)
        return;
    text_add_format(text, "\n## %s\n\n| name | label | type |\n| --- | --- | --- |\n", title);
    for (size_t i = 0; i < count; i++) {
        bool is_money = columns[i].type->code == FORM_TYPE_MONEY;
        text_add_format(text, "| `%s%s` | %s | %s |\n", columns[i].name, is_money ? "_minor" : "",
                        columns[i].label, columns[i].type->name);
    }
}

static void print_example(const Form *form, const FormExample *example, Text *text)
{
    text_add_format(text, "\n```sh\npaydesk do %s", form->operation);
    for (size_t i = 0; i < example->given_count; i++) {
        text_add_format(text, " %s=", example->given[i].name);
        add_quoted(example->given[i].value, text);
    }
    text_add(text, "\n```\n\n");
    ErrorCode code = error_from_sqlstate(example->expect);
    if (text_equal(example->expect, "done"))
        text_add(text, "Done.\n");
    else
        text_add_format(text, "Refused with `%s`: %s\n", example->expect, error_sentence(code));
}

static void print_facts(const Form *form, Text *text)
{
    text_add(text, "For: ");
    add_words(form->roles, form->role_count, text);
    text_add_format(text, ".\nKind: %s. Calls `%s`.", form_kind_name(form->kind), form->calls);
    if (form->preview != NULL)
        text_add(text, " Has a preview.");
    if (form->has_receipt)
        text_add(text, " Shows a receipt.");
    if (form->must_confirm)
        text_add(text, " The screen asks once more before it is sent.");
    text_add(text, "\n");
}

void form_print_markdown(const Form *form, Text *text)
{
    text_add_format(text, "<!-- Generated by `paydesk forms --markdown`; edit forms/%s.json. -->\n",
                    form->operation);
    text_add_format(text, "# %s\n\n**%s.** %s\n\n", form->operation, form->title, form->summary);
    print_facts(form, text);
    if (form->field_count > 0)
        text_add(text, "\n## Fields\n\n| name | label | type | | rule | example |\n"
                       "| --- | --- | --- | --- | --- | --- |\n");
    for (size_t i = 0; i < form->field_count; i++)
        print_field_row(&form->fields[i], text);
    print_columns("Answer", form->shows, form->show_count, text);
    print_columns("Rows", form->columns, form->column_count, text);
    if (form->example_count > 0)
        text_add(text, "\n## Examples\n");
    for (size_t i = 0; i < form->example_count; i++)
        print_example(form, &form->examples[i], text);
}

void forms_print_markdown_index(const Forms *forms, Text *text)
{
    text_add(text, "<!-- Generated by `paydesk forms --markdown`. -->\n# Operations\n\n"
                   "Everything a person or a script can do. Field types are explained in\n"
                   "[fields.md](../../forms/fields.md), refusals in [errors.md](../errors.md).\n\n"
                   "| operation | | for |\n| --- | --- | --- |\n");
    for (size_t i = 0; i < forms_count(forms); i++) {
        const Form *form = forms_at(forms, i);
        text_add_format(text, "| [%s](%s.md) | %s | ", form->operation, form->operation,
                        form->summary);
        add_words(form->roles, form->role_count, text);
        text_add(text, " |\n");
    }
}
