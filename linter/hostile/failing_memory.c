/* To be preloaded: the allocation whose number is in MONLINT_FAIL_AT fails, and all behind it if MONLINT_FAIL_ON is
 * set. At a normal end it writes how many there were into the file MONLINT_FAIL_COUNT. */
#define _GNU_SOURCE
#include <errno.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *memory, size_t size);

static atomic_ulong number;
static unsigned long fail_at;
static bool fail_on;

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("MONLINT_FAIL_AT");
    fail_on = getenv("MONLINT_FAIL_ON") != NULL;
    number = 0;
    fail_at = at ? strtoul(at, NULL, 10) : 0;
}

__attribute__((destructor)) static void end(void) {
    const char *path = getenv("MONLINT_FAIL_COUNT");
    unsigned long count = number;
    fail_at = 0;
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%lu\n", count);
    fclose(file);
}

static bool fails(void) {
    unsigned long this = ++number;
    if (fail_at == 0 || this < fail_at || (this > fail_at && !fail_on))
        return false;
    errno = ENOMEM;
    return true;
}

void *malloc(size_t size) {
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size) {
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *memory, size_t size) {
    return fails() ? NULL : __libc_realloc(memory, size);
}
