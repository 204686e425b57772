// SPDX-License-Identifier: Apache-2.0
#include <errno.h>
#include <stdarg.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "cli/cli_internal.h"

bool cli_refuse(Error *err, const char *format, ...)
{
    AUTO(text_done) Text sentence = TEXT_EMPTY_MAX(TEXT_MAX_LINE);
    va_list arguments;
    va_start(arguments, format);
    text_add_format_list(&sentence, format, arguments);
    va_end(arguments);
    return error_set(err, ERROR_USAGE, __func__, "%s", text_string(&sentence));
}

void cli_arguments_done(CliArguments *arguments)
{
    free(arguments->values);
    free(arguments->words);
    *arguments = (CliArguments){.option_count = 0};
}

static bool find_option(const CliArguments *arguments, const char *word, size_t length,
                        size_t *ret_index)
{
    for (size_t i = 0; i < arguments->option_count; i++)
        if (strlen(arguments->options[i].name) == length &&
            memcmp(arguments->options[i].name, word, length) == 0) {
            *ret_index = i;
            return true;
        }
    return false;
}

// Reads the option at argv[*at] and moves on to its value.
static bool read_option(CliArguments *arguments, int argc, char **argv, int *at, Error *err)
{
    const char *word = argv[*at];
    size_t length = strcspn(word, "=");
    bool is_inline = word[length] == '=';
    size_t index = 0;
    if (!find_option(arguments, word, length, &index))
        return cli_refuse(err, "There is no option %.*s here.", (int)length, word);
    if (arguments->values[index] != NULL)
        return cli_refuse(err, "%s is given twice.", arguments->options[index].name);
    if (!arguments->options[index].has_value) {
        arguments->values[index] = "";
        return !is_inline || cli_refuse(err, "%s takes no value.", arguments->options[index].name);
    }
    if (!is_inline && *at + 1 >= argc)
        return cli_refuse(err, "%s needs a value.", arguments->options[index].name);
    arguments->values[index] = is_inline ? word + length + 1 : argv[++*at];
    return true;
}

bool cli_arguments_read(const CliOption *options, size_t option_count, int argc, char **argv,
                        CliArguments *ret_arguments, Error *err)
{
    bool has_options = true;
    AUTO(cli_arguments_done)
    CliArguments arguments = {
        .options = options,
        .option_count = option_count,
        .values = memory_new(option_count + 1, sizeof *arguments.values),
        .words = memory_new((size_t)argc + 1, sizeof *arguments.words),
    };
    for (int at = 0; at < argc; at++) {
        if (has_options && text_equal(argv[at], "--"))
            has_options = false;
        else if (!has_options || !text_starts_with(argv[at], "--"))
            arguments.words[arguments.word_count++] = argv[at];
        else if (!read_option(&arguments, argc, argv, &at, err))
            return false;
    }
    *ret_arguments = arguments;
    arguments = (CliArguments){.option_count = 0};
    return true;
}

const char *cli_option(const CliArguments *arguments, const char *name)
{
    size_t index = 0;
    return find_option(arguments, name, strlen(name), &index) ? arguments->values[index] : NULL;
}

bool cli_want_words(const CliArguments *arguments, size_t least, size_t most, Error *err)
{
    if (arguments->word_count < least)
        return cli_refuse(err, "Something is missing.");
    // Not repeated: it may be a password that somebody meant to give.
    if (arguments->word_count > most)
        return cli_refuse(err, "There is a word too many.");
    return true;
}

bool cli_number(const char *name, const char *value, long least, long most, long *ret_number,
                Error *err)
{
    char *end = NULL;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (errno != 0 || end == value || *end != '\0' || number < least || number > most)
        return cli_refuse(err, "%s is a number from %ld to %ld.", name, least, most);
    *ret_number = number;
    return true;
}

bool cli_read_secret(const char *file, const char *fd, const char *prompt, Secret **ret_secret,
                     Error *err)
{
    long number = 0;
    *ret_secret = NULL;
    if (file != NULL)
        return secret_read_file(file, ret_secret, err);
    if (fd != NULL)
        return cli_number("A file descriptor", fd, 0, 1023, &number, err) &&
               secret_read_fd((int)number, ret_secret, err);
    return prompt == NULL || secret_read_prompt(prompt, ret_secret, err);
}
