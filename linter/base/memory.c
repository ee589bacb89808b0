/* Memory from the system, or a clear end. */
#include "base/memory.h"

#ifdef __linux__
#define _DEFAULT_SOURCE
#include <malloc.h>
#include <stdint.h>
#include <sys/mman.h>
#endif
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void memory_exhausted(void) {
    static const char message[] = "monlint: out of memory; nothing was concluded\n";
    if (write(STDERR_FILENO, message, sizeof message - 1) < 0)
        _exit(MEMORY_EXIT_STATUS);
    _exit(MEMORY_EXIT_STATUS);
}

void *memory_allocate(size_t size) {
    void *memory = malloc(size ? size : 1);
    if (!memory)
        memory_exhausted();
    return memory;
}

void *memory_resize(void *memory, size_t size) {
    void *resized = realloc(memory, size ? size : 1);
    if (!resized)
        memory_exhausted();
    return resized;
}

#if defined(__GLIBC__) && defined(MADV_HUGEPAGE)
enum { HUGE_PAGE = 2 * 1024 * 1024, LEAST_EXPECTED = 2 * HUGE_PAGE, MOST_EXPECTED = 32 * 1024 * 1024 - HUGE_PAGE };

/* The heap grows by all of it at once, and keeps it when it is freed: glibc 2.36, malloc/malloc.c. */
void memory_expect(size_t bytes) {
    if (bytes < LEAST_EXPECTED)
        return;
    if (bytes > MOST_EXPECTED)
        bytes = MOST_EXPECTED;
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    void *memory = malloc(bytes);
    mallopt(M_MMAP_THRESHOLD, 1024 * 1024);
    if (!memory)
        return;
    uintptr_t first = ((uintptr_t)memory + HUGE_PAGE - 1) / HUGE_PAGE * HUGE_PAGE;
    uintptr_t last = ((uintptr_t)memory + bytes) / HUGE_PAGE * HUGE_PAGE;
    if (last > first)
        madvise((void *)first, last - first, MADV_HUGEPAGE);
    free(memory);
}
#else
void memory_expect(size_t bytes) {
    (void)bytes;
}
#endif
