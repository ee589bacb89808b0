/* Memory from the system, or a clear end. */
#include "base/memory.h"

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
