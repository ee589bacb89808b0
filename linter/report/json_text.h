/* Strings and commas of JSON. What is written is valid UTF-8 whatever comes in. */
#ifndef MONLINT_REPORT_JSON_TEXT_H
#define MONLINT_REPORT_JSON_TEXT_H

#include "report/stream.h"

/* A quoted string: invalid bytes become U+FFFD; controls, DEL and U+2028/2029 are escaped. */
void json_string(struct stream *stream, str text);

/* "name":"text", with a comma in front unless it is the first of its object. */
#define json_member(stream, first, name, text) (json_name((stream), (first), name), json_string((stream), (text)))

/* "name":, with a comma in front unless it is the first. The name is a literal. */
#define json_name(stream, first, name)                                                                                 \
    ((first) ? stream_put((stream), STR("\"" name "\":")) : stream_put((stream), STR(",\"" name "\":")))

#endif
