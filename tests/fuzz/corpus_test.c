// SPDX-License-Identifier: Apache-2.0
// corpus_test FOLDER: gives a fuzz target every file of its corpus, whole, cut short at every byte
// and with every byte changed in a few ways.  The same every time, so that a failure can be
// repeated.
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

static void run_changed(const Text *seed)
{
    static const uint8_t changes[] = {0x00, ' ', '0', '9', '.', ',', '-', 'k', '\n', 0x80, 0xff};
    AUTO_FREE uint8_t *bytes = memory_copy(text_string(seed), seed->length);
    for (size_t at = 0; at < seed->length; at++) {
        uint8_t kept = bytes[at];
        for (size_t i = 0; i < COUNT_OF(changes); i++) {
            bytes[at] = changes[i];
            (void)LLVMFuzzerTestOneInput(bytes, seed->length);
        }
        bytes[at] = kept;
    }
}

static void run_cut(const Text *seed)
{
    for (size_t length = 0; length <= seed->length; length++) {
        // A copy of exactly this size lets the sanitizer see a step past its end.
        AUTO_FREE uint8_t *bytes = memory_copy(text_string(seed), length);
        (void)LLVMFuzzerTestOneInput(bytes, length);
    }
}

static bool run_file(const char *folder, const char *name, Error *err)
{
    AUTO_FREE char *path = text_format("%s/%s", folder, name);
    AUTO(text_done) Text seed = TEXT_EMPTY_MAX(TEXT_MAX_PAGE);
    if (!file_read(path, &seed, err))
        return false;
    run_cut(&seed);
    run_changed(&seed);
    return true;
}

int main(int argc, char **argv)
{
    Error err = ERROR_EMPTY;
    size_t files = 0;
    DIR *folder = argc == 2 ? opendir(argv[1]) : NULL;
    for (struct dirent *entry = NULL; folder && (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        if (!run_file(argv[1], entry->d_name, &err)) {
            (void)fprintf(stderr, "%s\n", err.sentence);
            return EXIT_FAILURE;
        }
        files++;
    }
    if (folder)
        (void)closedir(folder);
    (void)printf("%zu files\n", files);
    return files > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
