/* Any bytes as a project file: faults lie within it, and what is read is shown so that it reads back the same. */
#include <stdint.h>
#include <stdlib.h>

#include "config/config.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
    if (!condition)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena arena = {0};
    struct source source, shown_source;
    struct config config, again;
    struct config_faults faults = {0}, none = {0};
    source_init(&source, &arena, STR(".monlint.yaml"), arena_copy(&arena, (str){(const char *)data, size}));
    config_init(&config);
    bool ok = config_read(&config, &arena, &source, NULL, NULL, &faults);
    require(ok == (faults.len == 0));
    for (size_t i = 0; i < faults.len; i++)
        require(faults.at[i].at.span.start <= faults.at[i].at.span.end && faults.at[i].at.span.end <= size);
    str shown = config_show(&arena, &config);
    source_init(&shown_source, &arena, STR(".monlint.yaml"), shown);
    config_init(&again);
    require(config_read(&again, &arena, &shown_source, NULL, NULL, &none));
    require(str_equal(shown, config_show(&arena, &again)));
    arena_free(&arena);
    return 0;
}
