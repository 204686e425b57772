// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target over a folder of inputs, over each cut short at every byte, and over each with
// every byte changed: what a fuzzer would try first, without a fuzzer.
#include <dirent.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { INPUT_MAX = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void run_variants(uint8_t *data, size_t size)
{
    for (size_t length = 0; length <= size; length++)
        LLVMFuzzerTestOneInput(data, length);
    for (size_t i = 0; i < size; i++) {
        uint8_t kept = data[i];
        for (int change = 1; change < 256; change += 6) {
            data[i] = (uint8_t)(kept ^ change);
            LLVMFuzzerTestOneInput(data, size);
        }
        data[i] = kept;
    }
}

static int run_file(const char *folder, const char *name)
{
    char path[INPUT_MAX];
    uint8_t data[INPUT_MAX];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 0;
    size_t size = fread(data, 1, sizeof data, file);
    (void)fclose(file);
    run_variants(data, size);
    return 1;
}

int main(int argument_count, char **arguments)
{
    if (argument_count != 2)
        return 1;
    DIR *folder = opendir(arguments[1]);
    if (folder == NULL)
        return 1;
    int count = 0;
    for (struct dirent *entry = readdir(folder); entry != NULL; entry = readdir(folder)) {
        if (entry->d_name[0] != '.')
            count += run_file(arguments[1], entry->d_name);
    }
    closedir(folder);
    (void)printf("%d inputs\n", count);
    return count > 0 ? 0 : 1;
}
