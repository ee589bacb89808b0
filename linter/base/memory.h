/* Memory from the system. It never returns NULL: a monlint that cannot allocate has nothing left to say but that. */
#ifndef MONLINT_BASE_MEMORY_H
#define MONLINT_BASE_MEMORY_H

#include <stddef.h>

/* Exit status of a run that could not finish; design: command line. */
enum { MEMORY_EXIT_STATUS = 3 };

/* size bytes, not zeroed; the caller frees them with free(). Ends the process by memory_exhausted() on failure. */
void *memory_allocate(size_t size);

/* As realloc; ends the process by memory_exhausted() on failure. */
void *memory_resize(void *memory, size_t size);

/* Tells the system that a run will need about this many bytes, so that it hands them out in pieces that are worth their
 * cost instead of page by page. Nothing is taken yet; few bytes are not worth it, and where the C library cannot be
 * told, nothing happens. */
void memory_expect(size_t bytes);

/* Gives back to the system what was freed: glibc keeps the memory of each thread for that thread. */
void memory_trim(void);

/* Says "out of memory" on standard error and ends the process with MEMORY_EXIT_STATUS; nothing is flushed. */
_Noreturn void memory_exhausted(void);

#endif
