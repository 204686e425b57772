// SPDX-License-Identifier: Apache-2.0
#include "screen/snapshot.h"

#include "base/file.h"

static bool snapshot_write(const char *path, const Text *page)
{
    Error error = ERROR_EMPTY;
    if (file_replace(path, text_string(page), page->length, 0644, &error))
        return true;
    (void)fprintf(stderr, "%s\n", error.sentence);
    return false;
}

bool snapshot_matches(const Canvas *canvas, const char *name)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    AUTO(text_done) Text wanted = TEXT_EMPTY;
    AUTO_FREE char *path =
        text_format("%s/tests/screen/snapshots/%s.%dx%d.screen", PAYDESK_SOURCE_DIR, name,
                    canvas_width(canvas), canvas_height(canvas));
    Error error = ERROR_EMPTY;
    canvas_dump(canvas, CANVAS_DUMP_CURSOR, &page);
    if (getenv("PAYDESK_WRITE_SNAPSHOTS") != NULL)
        return snapshot_write(path, &page);
    if (!file_read(path, &wanted, &error)) {
        (void)fprintf(stderr, "%s\n", error.sentence);
        return false;
    }
    if (text_equal(text_string(&page), text_string(&wanted)))
        return true;
    (void)fprintf(stderr, "%s differs.  Wanted:\n%s\nDrawn:\n%s\n", path, text_string(&wanted),
                  text_string(&page));
    return false;
}
