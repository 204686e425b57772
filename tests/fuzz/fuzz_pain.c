// SPDX-License-Identifier: Apache-2.0
// Any bytes as a pain.001: it is refused with a sentence that names a line, or every line is good
// or has a fault that does; what is kept of a line is clean.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/file.h"
#include "base/utf8.h"
#include "bulk/bulk_internal.h"
#include "fuzz/fuzz.h"

static void check_clean(const Text *text)
{
    if (utf8_clean_check(text_string(text), NULL) != UTF8_CLEAN)
        abort();
}

static bool check_line(void *context, BulkLine *line, Error *err)
{
    const Currency *currency = context;
    (void)err;
    bulk_line_judge(line, *currency);
    bool is_good = line->fault.code == ERROR_NONE;
    if (line->line < 1 || (is_good && line->amount_minor <= 0) ||
        (!is_good && (line->fault.field[0] == '\0' || line->fault.sentence[0] == '\0')))
        abort();
    check_clean(&line->account);
    check_clean(&line->name);
    check_clean(&line->text);
    check_clean(&line->reference);
    return true;
}

static void check_refused(const Error *error)
{
    if (error->code != ERROR_MALFORMED || strcmp(error->field, "file") != 0 ||
        error->sentence[0] == '\0')
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    char path[64];
    Currency currency;
    Error error = ERROR_EMPTY;
    AUTO(file_close) int fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, bytes, length) != (ssize_t)length || !currency_find("EUR", &currency))
        return 0;
    (void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    AUTO(bulk_reading_done)
    BulkReading reading = {.path = path,
                           .format = BULK_PAIN001,
                           .payer = "4711",
                           .on_line = check_line,
                           .context = &currency};
    if (!bulk_read(&reading, &error))
        check_refused(&error);
    else if (reading.count < 1)
        abort();
    return 0;
}
