// SPDX-License-Identifier: Apache-2.0
#include "terminal/theme.h"

#include <stdlib.h>

// Pairs of colours; -1 is the terminal's own.
typedef enum Pair {
    PAIR_OWN,
    PAIR_RED,
    PAIR_GREEN,
    PAIR_ALARM,
    PAIR_NOTICE,
    PAIR_PAPER,
    PAIR_COUNT
} Pair;

static const struct {
    short foreground;
    short background;
} pairs[PAIR_COUNT] = {
    [PAIR_RED] = {COLOR_RED, -1},
    [PAIR_GREEN] = {COLOR_GREEN, -1},
    [PAIR_ALARM] = {COLOR_WHITE, COLOR_RED},
    [PAIR_NOTICE] = {COLOR_BLACK, COLOR_YELLOW},
    [PAIR_PAPER] = {COLOR_BLACK, COLOR_WHITE},
};

static const struct {
    attr_t plain; // without colours
    attr_t colour;
    Pair pair;
} looks[STYLE_COUNT] = {
    [STYLE_NORMAL] = {A_NORMAL, A_NORMAL, PAIR_OWN},
    [STYLE_TITLE] = {A_REVERSE, A_REVERSE, PAIR_OWN},
    [STYLE_HEADING] = {A_BOLD, A_BOLD, PAIR_OWN},
    [STYLE_LABEL] = {A_NORMAL, A_NORMAL, PAIR_OWN},
    [STYLE_LABEL_FOCUS] = {A_BOLD, A_BOLD, PAIR_OWN},
    [STYLE_FIELD] = {A_UNDERLINE, A_UNDERLINE, PAIR_OWN},
    [STYLE_FIELD_FOCUS] = {A_NORMAL, A_NORMAL, PAIR_OWN},
    [STYLE_FIELD_ERROR] = {A_UNDERLINE | A_BOLD, A_UNDERLINE | A_BOLD, PAIR_RED},
    [STYLE_BUTTON] = {A_BOLD, A_BOLD, PAIR_OWN},
    [STYLE_BUTTON_FOCUS] = {A_REVERSE, A_REVERSE, PAIR_OWN},
    [STYLE_SELECTED] = {A_REVERSE, A_REVERSE, PAIR_OWN},
    [STYLE_HINT_KEY] = {A_REVERSE, A_REVERSE, PAIR_OWN},
    [STYLE_HINT] = {A_NORMAL, A_NORMAL, PAIR_OWN},
    [STYLE_MUTED] = {A_DIM, A_DIM, PAIR_OWN},
    [STYLE_STRONG] = {A_BOLD, A_BOLD, PAIR_OWN},
    [STYLE_TOTAL] = {A_BOLD, A_BOLD, PAIR_OWN},
    [STYLE_MONEY_NEGATIVE] = {A_BOLD, A_NORMAL, PAIR_RED},
    [STYLE_OK] = {A_BOLD, A_BOLD, PAIR_GREEN},
    [STYLE_WARNING] = {A_BOLD, A_NORMAL, PAIR_NOTICE},
    [STYLE_ERROR] = {A_REVERSE | A_BOLD, A_BOLD, PAIR_ALARM},
    [STYLE_BORDER] = {A_NORMAL, A_NORMAL, PAIR_OWN},
    [STYLE_PAPER] = {A_REVERSE, A_NORMAL, PAIR_PAPER},
};

bool theme_start(void)
{
    const char *no_color = getenv("NO_COLOR");
    if ((no_color != NULL && no_color[0] != '\0') || !has_colors())
        return false;
    if (start_color() == ERR || use_default_colors() == ERR || COLOR_PAIRS < PAIR_COUNT)
        return false;
    for (int pair = 1; pair < PAIR_COUNT; pair++)
        init_pair((short)pair, pairs[pair].foreground, pairs[pair].background);
    return true;
}

attr_t theme_attributes(Style style, bool has_colours)
{
    return has_colours ? looks[style].colour : looks[style].plain;
}

short theme_pair(Style style, bool has_colours)
{
    return has_colours ? (short)looks[style].pair : 0;
}
