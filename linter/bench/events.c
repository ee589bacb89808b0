#include "bench/events.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <yaml.h>

unsigned char *events_read_file(const char *path, size_t *size) {
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

bool events_run(const unsigned char *bytes, size_t size) {
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
