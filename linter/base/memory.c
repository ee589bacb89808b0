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
enum {
    HUGE_PAGE = 2 * 1024 * 1024,
    PIECE = 12 * HUGE_PAGE, /* below what mallopt() takes for M_MMAP_THRESHOLD */
    MOST_PIECES = 4,
    LEAST_EXPECTED = 2 * HUGE_PAGE,
};

static void advise(char *memory, size_t size) {
    uintptr_t start = (uintptr_t)memory, end = start + size;
    size_t before = (HUGE_PAGE - start % HUGE_PAGE) % HUGE_PAGE, behind = end % HUGE_PAGE;
    if (before + behind < size)
        madvise(memory + before, size - before - behind, MADV_HUGEPAGE);
}

/* The heap grows by all of it at once and keeps it when it is freed: glibc 2.36, malloc/malloc.c. */
void memory_expect(size_t bytes) {
    char *pieces[MOST_PIECES];
    size_t count = 0;
    if (bytes < LEAST_EXPECTED)
        return;
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    mallopt(M_MMAP_THRESHOLD, PIECE + HUGE_PAGE);
    for (size_t left = bytes; left > 0 && count < MOST_PIECES; count++) {
        size_t size = left < PIECE ? left : (size_t)PIECE;
        pieces[count] = malloc(size);
        if (!pieces[count])
            break;
        advise(pieces[count], size);
        left -= size;
    }
    while (count > 0)
        free(pieces[--count]);
    mallopt(M_MMAP_THRESHOLD, 4 * HUGE_PAGE);
}

void memory_trim(void) {
    malloc_trim(0);
}
#else
void memory_expect(size_t bytes) {
    (void)bytes;
}

void memory_trim(void) {
}
#endif
