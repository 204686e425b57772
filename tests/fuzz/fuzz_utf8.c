// SPDX-License-Identifier: Apache-2.0
// Clusters cover any bytes without gap, what is cleaned is clean, and a column has its width.
#include <stdlib.h>

#include "base/utf8.h"
#include "fuzz/fuzz.h"

static void check_clusters(const char *text)
{
    const char *at = text;
    const char *expected = text;
    int width = 0;
    Utf8Cluster cluster;
    while (utf8_next_cluster(&at, &cluster)) {
        if (cluster.bytes != expected || cluster.length == 0 || cluster.width < 0 ||
            cluster.width > 2 || at != cluster.bytes + cluster.length)
            abort();
        expected = at;
        width += cluster.width;
    }
    if (*at != '\0' || width != utf8_width(text))
        abort();
}

static void check_column(const char *text, int columns, Utf8Align align)
{
    AUTO(text_done) Text page = TEXT_EMPTY;
    utf8_add_column(&page, text, columns, align);
    if (!page.is_full && utf8_width(text_string(&page)) != columns)
        abort();
}

static void check_cleaning(const char *text)
{
    AUTO(text_done) Text clean = TEXT_EMPTY;
    utf8_add_cleaned(&clean, text);
    if (utf8_clean_check(text_string(&clean), NULL) != UTF8_CLEAN)
        abort();
    if (utf8_clean_check(text, NULL) == UTF8_CLEAN && !text_equal(text, text_string(&clean)))
        abort();
}

static void check_normal_form(const char *text)
{
    AUTO_FREE char *once = NULL;
    AUTO_FREE char *twice = NULL;
    bool is_valid = utf8_is_valid(text, strlen(text));
    if (utf8_normalise(text, &once, NULL) != is_valid)
        abort();
    if (is_valid && (!utf8_normalise(once, &twice, NULL) || !text_equal(once, twice)))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    AUTO_FREE char *text = text_copy_bytes((const char *)bytes, length);
    check_clusters(text);
    check_cleaning(text);
    check_normal_form(text);
    for (int columns = 0; columns < 8; columns++)
        check_column(text, columns, (Utf8Align)(columns % 3));
    if (utf8_fit_bytes(text, 5) > 5 || utf8_previous_cluster(text, strlen(text)) > strlen(text))
        abort();
    return 0;
}
