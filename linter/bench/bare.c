/* The least that a linter of YAML can do: reads each file whole and runs libyaml's events over it. */
#include <stdlib.h>

#include "bench/events.h"

/* Exits with 1 if a file does not parse. */
int main(int argc, char **argv) {
    bool good = true;
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        unsigned char *bytes = events_read_file(argv[i], &size);
        good &= bytes && events_run(bytes, size);
        free(bytes);
    }
    return good ? 0 : 1;
}
