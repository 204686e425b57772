// SPDX-License-Identifier: Apache-2.0
#include <ctype.h>
#include <string.h>

#include "base/secret.h"
#include "base/utf8.h"

enum { SECRET_DISTINCT_MIN = 5 };

// What remains of the passwords that everybody tries first, once digits and marks are left out.
static const char *const secret_common[] = {
    "abc",           "abcdef",
    "abcdefgh",      "admin",
    "administrator", "asdf",
    "asdfghjkl",     "bank",
    "changeme",      "default",
    "dragon",        "football",
    "iloveyou",      "letmein",
    "login",         "master",
    "monkey",        "paydesk",
    "passw",         "password",
    "passwort",      "princess",
    "qazwsx",        "qazwsxedc",
    "qwe",           "qwer",
    "qwert",         "qwerty",
    "qwertyuiop",    "qwertz",
    "qwertzuiop",    "secret",
    "sunshine",      "superman",
    "teller",        "test",
    "trustno",       "welcome",
    "winter",        "summer",
    "spring",        "autumn",
    "passwd",        "mypassword",
    "newpassword",   "passwordpassword",
};

// Lower case; only what everybody tries is looked for, so ASCII is enough.
static Secret *secret_lowered(const char *text)
{
    Secret *lowered = secret_new(strlen(text));
    for (const char *at = text; *at; at++) {
        char byte = (char)tolower((unsigned char)*at);
        (void)!secret_add(lowered, &byte, 1);
    }
    return lowered;
}

static Secret *secret_letters(const char *text)
{
    Secret *letters = secret_new(strlen(text));
    for (const char *at = text; *at; at++)
        if (isalpha((unsigned char)*at) || (unsigned char)*at >= 0x80)
            (void)!secret_add(letters, at, 1);
    return letters;
}

static bool secret_is_common(const char *lowered)
{
    AUTO(secret_free) Secret *letters = secret_letters(lowered);
    for (size_t i = 0; i < COUNT_OF(secret_common); i++)
        if (strcmp(secret_text(letters), secret_common[i]) == 0)
            return true;
    return false;
}

static bool secret_is_monotonous(const char *text)
{
    bool seen[256] = {false};
    int distinct = 0;
    for (const char *at = text; *at; at++) {
        distinct += !seen[(unsigned char)*at];
        seen[(unsigned char)*at] = true;
    }
    secret_wipe(seen, sizeof seen);
    return distinct < SECRET_DISTINCT_MIN;
}

static bool secret_has_letter_and_digit(const char *text)
{
    bool has_letter = false;
    bool has_digit = false;
    for (const char *at = text; *at; at++) {
        has_digit = has_digit || isdigit((unsigned char)*at);
        has_letter = has_letter || isalpha((unsigned char)*at) || (unsigned char)*at >= 0x80;
    }
    return has_letter && has_digit;
}

static bool secret_refuse_password(const char *field, const char *sentence, Error *err)
{
    return error_set_field(
        err, ERROR_MALFORMED, field,
        "12 to 128 characters with a letter and a digit; several unrelated words "
        "are easy to remember.",
        "%s", sentence);
}

bool secret_password_check(const Secret *password, const char *user_name, const char *field,
                           Error *err)
{
    const char *text = secret_text(password);
    if (strlen(text) != secret_length(password) || utf8_clean_check(text, NULL) != UTF8_CLEAN)
        return secret_refuse_password(field, "The password contains what cannot be typed.", err);
    size_t characters = utf8_count_characters(text);
    if (characters < SECRET_PASSWORD_MIN)
        return secret_refuse_password(field, "The password is shorter than 12 characters.", err);
    if (characters > SECRET_PASSWORD_MAX)
        return secret_refuse_password(field, "The password is longer than 128 characters.", err);
    if (!secret_has_letter_and_digit(text))
        return secret_refuse_password(field, "The password needs a letter and a digit.", err);
    AUTO(secret_free) Secret *lowered = secret_lowered(text);
    AUTO(secret_free) Secret *name = secret_lowered(user_name);
    if (secret_length(name) > 0 && strstr(secret_text(lowered), secret_text(name)))
        return secret_refuse_password(field, "The password contains the user's name.", err);
    if (secret_is_monotonous(text) || secret_is_common(secret_text(lowered)))
        return secret_refuse_password(field, "The password is one that is tried first.", err);
    return true;
}
