/* The least that a linter of YAML can do: reads each file whole and runs libyaml's events over it. */
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

static unsigned char *read_file(const char *path, size_t *size) {
    struct stat status;
    int fd = open(path, O_RDONLY);
    if (fd < 0 || fstat(fd, &status) != 0)
        return NULL;
    unsigned char *bytes = malloc((size_t)status.st_size + 1);
    ssize_t got = bytes ? read(fd, bytes, (size_t)status.st_size) : -1;
    close(fd);
    *size = got < 0 ? 0 : (size_t)got;
    return bytes;
}

/* False if the bytes are no YAML. */
static bool run_events(const unsigned char *bytes, size_t size) {
    yaml_parser_t parser;
    yaml_event_t event;
    bool end = false, good = true;
    if (!yaml_parser_initialize(&parser))
        return false;
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser, bytes, size);
    while (good && !end) {
        good = yaml_parser_parse(&parser, &event) != 0;
        if (!good)
            break;
        end = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return good;
}

/* Exits with 1 if a file does not parse. */
int main(int argc, char **argv) {
    bool good = true;
    for (int i = 1; i < argc; i++) {
        size_t size = 0;
        unsigned char *bytes = read_file(argv[i], &size);
        good &= bytes && run_events(bytes, size);
        free(bytes);
    }
    return good ? 0 : 1;
}
