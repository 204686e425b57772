// SPDX-License-Identifier: Apache-2.0
/*
 * snapshot: a drawn screen compared with the committed one.
 *
 * Files are tests/screen/snapshots/<name>.<W>x<H>.screen.  PAYDESK_WRITE_SNAPSHOTS=1 writes them
 * instead of comparing; look at the difference before committing it.
 */
#ifndef TESTS_SCREEN_SNAPSHOT_H
#define TESTS_SCREEN_SNAPSHOT_H

#include "canvas/canvas.h"

// True if it is the same; else both are printed.
bool snapshot_matches(const Canvas *canvas, const char *name);

#endif
