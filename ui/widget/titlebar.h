// SPDX-License-Identifier: Apache-2.0
/*
 * titlebar: the first line: where am I, and as whom.
 *
 * Each width shows a little more: XS the screen and the user, S the branch, M the drawer, role and
 * clock, L the queues, XL the server.  Never customer data: titles end up in window lists.
 */
#ifndef WIDGET_TITLEBAR_H
#define WIDGET_TITLEBAR_H

#include "canvas/canvas.h"

typedef struct Titlebar {
    const char *screen; // "Cash deposit"; all borrowed, any may be NULL
    const char *user;
    const char *branch;
    const char *drawer;
    const char *role;
    const char *clock;  // "2026-11-22 14:05"
    const char *queues; // "3 waiting"
    const char *server;
} Titlebar;

void titlebar_draw(const Titlebar *title, Canvas *canvas, Rect rect);

#endif
